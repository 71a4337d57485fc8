"""Outcomes: what became of a claim, written together with the ledger of its attempts."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from receiver.deliveries import PENDING, State
from receiver.storage.claims import Claim
from receiver.storage.clock import now
from receiver.storage.order import release
from receiver.storage.schema import attempts, deliveries


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One run of one handler, as the ledger keeps it. Times are in seconds."""

    handler: str
    started_at: float
    duration: float
    outcome: str
    cause: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a claim: its new state, and in how many seconds it is due again.

    A state of `PROCESSING` is that of a claim which goes on, for so many seconds, with handlers
    that have not run yet. What does not count as an attempt was cut off by ourselves.
    """

    claim: Claim
    state: State
    delay: float
    settled: dict[str, str]
    attempts: Sequence[Attempt]
    counts: bool = True


def finish(connection: Connection, outcomes: Sequence[Outcome]) -> list[bool]:
    """Write outcomes with their attempts; False, in order, for each whose claim was lost.

    Each takes its claim's token out of use. So an outcome whose commit seems to have failed,
    and has not, is never overwritten by another one of the same claim.
    """
    keys = [outcome.claim.delivery.key for outcome in outcomes]
    rows = connection.execute(
        select(deliveries.c.key, deliveries.c.token)
        .where(deliveries.c.key.in_(keys), deliveries.c.state == State.PROCESSING)
        .order_by(deliveries.c.key)  # as everybody locks them: nobody waits in a circle
        .with_for_update()
    )
    held = {(key, token) for key, token in rows}
    kept = [(each.claim.delivery.key, each.claim.token) in held for each in outcomes]
    _write(connection, [each for each, ours in zip(outcomes, kept, strict=True) if ours])
    return kept


def _write(connection: Connection, outcomes: Sequence[Outcome]) -> None:
    if not outcomes:
        return
    connection.execute(
        update(deliveries)
        .where(deliveries.c.key == bindparam("claimed_key"))
        .values(
            state=bindparam("new_state"),
            due_at=now() + bindparam("delay"),
            settled=bindparam("new_settled"),
            token=deliveries.c.token + 1,
            attempts=deliveries.c.attempts - bindparam("uncounted"),
        ),
        [
            {
                "claimed_key": each.claim.delivery.key,
                "new_state": each.state,
                "delay": each.delay,
                "new_settled": json.dumps(each.settled),
                "uncounted": 0 if each.counts else 1,
            }
            for each in outcomes
        ],
    )
    ended = [each.claim.delivery for each in outcomes if each.state not in PENDING]
    release(connection, ((each.source, each.ordering) for each in ended))
    lines = [
        {"delivery_key": each.claim.delivery.key, "attempt": each.claim.delivery.attempt}
        | asdict(line)
        for each in outcomes
        for line in each.attempts
    ]
    if lines:
        connection.execute(insert(attempts), lines)
