"""Outcomes: what became of a claim, written together with the ledger of its attempts."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from receiver.deliveries import State
from receiver.storage.claims import Claim
from receiver.storage.clock import now
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
    """What became of a claim: its new state, and in how many seconds it is due again."""

    claim: Claim
    state: State
    delay: float
    settled: dict[str, str]
    attempts: Sequence[Attempt]


def finish(connection: Connection, outcomes: Sequence[Outcome]) -> list[bool]:
    """Write outcomes with their attempts; False, in order, for each whose claim was lost."""
    keys = [outcome.claim.delivery.key for outcome in outcomes]
    rows = connection.execute(
        select(deliveries.c.key, deliveries.c.token)
        .where(deliveries.c.key.in_(keys), deliveries.c.state == State.PROCESSING)
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
        ),
        [
            {
                "claimed_key": each.claim.delivery.key,
                "new_state": each.state,
                "delay": each.delay,
                "new_settled": json.dumps(each.settled),
            }
            for each in outcomes
        ],
    )
    lines = [
        {"delivery_key": each.claim.delivery.key, "attempt": each.claim.delivery.attempt}
        | asdict(line)
        for each in outcomes
        for line in each.attempts
    ]
    if lines:
        connection.execute(insert(attempts), lines)
