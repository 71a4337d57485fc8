"""Outcomes: what became of a claim, written together with the ledger of its attempts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from sqlalchemy import Connection, Float, Integer, bindparam, select, update

from receiver import jsons
from receiver.deliveries import PENDING, State
from receiver.storage import databases
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


_HELD = (
    select(deliveries.c.key, deliveries.c.token)
    .where(
        deliveries.c.key.in_(bindparam("keys", expanding=True)),
        deliveries.c.state == State.PROCESSING,
    )
    .order_by(deliveries.c.key)  # as everybody locks them: nobody waits in a circle
    .with_for_update()
)
_WRITE = (
    update(deliveries)
    .where(deliveries.c.key.in_(bindparam("keys", expanding=True)))
    .values(
        state=bindparam("new_state"),
        due_at=now() + bindparam("delay", type_=Float),
        settled=bindparam("new_settled"),
        token=deliveries.c.token + 1,
        attempts=deliveries.c.attempts - bindparam("uncounted", type_=Integer),
    )
)
_LINE = ("delivery_key", "attempt", *(each.name for each in fields(Attempt)))
_values = attrgetter(*_LINE[2:])


def finish(connection: Connection, outcomes: Sequence[Outcome]) -> list[bool]:
    """Write outcomes with their attempts; False, in order, for each whose claim was lost.

    Each takes its claim's token out of use. So an outcome whose commit seems to have failed,
    and has not, is never overwritten by another one of the same claim.
    """
    keys = [outcome.claim.delivery.key for outcome in outcomes]
    held = {(key, token) for key, token in connection.execute(_HELD, {"keys": keys})}
    kept = [(each.claim.delivery.key, each.claim.token) in held for each in outcomes]
    _write(connection, [each for each, ours in zip(outcomes, kept, strict=True) if ours])
    return kept


def _write(connection: Connection, outcomes: Sequence[Outcome]) -> None:
    """Write outcomes that are alike with one statement, which most of a batch are."""
    alike = defaultdict[tuple[str, float, str, int], list[int]](list)
    for each in outcomes:
        new = (str(each.state), each.delay, jsons.write(each.settled), 0 if each.counts else 1)
        alike[new].append(each.claim.delivery.key)
    for (state, delay, settled, uncounted), keys in alike.items():
        written = {"new_state": state, "delay": delay, "new_settled": settled}
        connection.execute(_WRITE, {**written, "uncounted": uncounted, "keys": keys})
    ended = [each.claim.delivery for each in outcomes if each.state not in PENDING]
    release(connection, ((each.source, each.ordering) for each in ended))
    lines = [
        (each.claim.delivery.key, each.claim.delivery.attempt, *_values(line))
        for each in outcomes
        for line in each.attempts
    ]
    if lines:
        databases.load(connection.dialect.name).append(connection, attempts, _LINE, lines)
