"""Timelines: what happened to a delivery, oldest first, and a stamp that changes with it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

from receiver.deliveries import State
from receiver.storage.reading import Record

MOST = 200
"""How many entries a page shows, the newest."""
TONES = {"done": "good", "dead": "bad", "failed": "warn", "ignore": "plain", "replay": "accent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened; `tone` is how much it should catch the eye."""

    at: datetime
    title: str
    by: str = ""
    detail: str = ""
    reason: str = ""
    message: str = ""
    tone: str = "plain"


def timeline(record: Record, *, with_messages: bool) -> list[Entry]:
    """Return what happened; the message of an error may quote the payload."""
    delivery = record.delivery
    arrival = Entry(at=delivery.received_at, title="received", by=f"from {delivery.source}")
    attempts = [_attempt(line, with_messages=with_messages) for line in record.ledger]
    happened = sorted([*attempts, *map(_act, record.acts)], key=lambda each: each.at)
    return [arrival, *happened[-MOST:]]


def stamp(record: Record) -> str:
    """Return a text that changes when anything happens."""
    count = record.delivery.attempt, len(record.ledger), len(record.acts)
    return "-".join(map(str, (record.state, *count, int(bool(record.pruned_at)))))


def can_be_replayed(record: Record) -> bool:
    """Say whether the page offers that: what is under way goes on by itself."""
    return record.pruned_at is None and record.state not in {State.RECEIVED, State.PROCESSING}


def _attempt(line: Row[Any], *, with_messages: bool) -> Entry:
    cause = str(line.cause)
    return Entry(
        at=_time(line.started_at),
        title=f"attempt {line.attempt}: {line.outcome}",
        by=line.handler,
        detail=" · ".join(filter(None, (_took(line.duration), cause))),
        message=line.message if with_messages else "",
        tone=TONES.get(line.outcome, "plain"),
    )


def _act(line: Row[Any]) -> Entry:
    return Entry(
        at=_time(line.at),
        title=f"{line.act} {line.key}",
        by=line.who,
        reason=line.reason,
        tone=TONES.get(line.act, "plain"),
    )


def _took(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
