"""A delivery for people to read: where it stands, and what was done with it, in order."""

from datetime import UTC, datetime
from typing import Any

from receiver.storage.reading import Record

LONGEST_BODY = 4000
AT = "%Y-%m-%d %H:%M:%S"
PRUNED = "The body was pruned; the id is kept, so that the same delivery is not taken again."


def as_text(record: Record) -> str:
    """Return a delivery as lines, its headers and body as in a request.

    What could draw on the terminal is escaped.
    """
    delivery, pruned = record.delivery, record.pruned_at
    size = f"pruned at {pruned:{AT}}" if pruned else f"{len(delivery.body)} bytes"
    lines = [
        f"Delivery {delivery.key}: {delivery.source} {delivery.event}",
        f"  id        {delivery.id}",
        f"  state     {record.state} after {delivery.attempt} attempt(s)",
        f"  received  {delivery.received_at:{AT}} UTC, {size}",
        *([f"  request   {delivery.request_id}"] if delivery.request_id else []),
        *([f"  trace     {delivery.trace_id}"] if delivery.trace_id else []),
        *(f"  {datetime.fromtimestamp(at, UTC):{AT}}  {told}" for at, told in _timeline(record)),
        *([f"  {record.next_at:{AT}}  the next attempt is due"] if record.next_at else []),
        *(["", *map(": ".join, delivery.headers.items())] if delivery.headers else []),
        "",
        *_body(record),
    ]
    return "".join(
        char if char.isprintable() or char in "\n\t" else char.encode("unicode_escape").decode()
        for char in "\n".join(lines)
    )


def _body(record: Record) -> list[str]:
    """Return the body, and where it is only the beginning, that it is."""
    if record.pruned_at:
        return [PRUNED]
    text = record.delivery.body.decode(errors="backslashreplace")
    if len(text) <= LONGEST_BODY:
        return [text]
    return [text[:LONGEST_BODY], "", "That is the beginning. All of it: --json"]


def _timeline(record: Record) -> list[tuple[float, str]]:
    """Return the attempts and what operators did, oldest first, each with its Unix time."""
    attempts = [(line.started_at, _attempt(line)) for line in record.ledger]
    acts = [(line.at, _act(line)) for line in record.acts]
    return sorted(attempts + acts, key=lambda each: each[0])


def _attempt(line: Any) -> str:  # noqa: ANN401 - a row of the ledger
    """Return one attempt in a line: the handler, its outcome, and why."""
    why = f": {line.cause}: {line.message}".rstrip(": ") if line.cause else ""
    return f"attempt {line.attempt}: {line.handler} {line.outcome} in {line.duration:.3f} s{why}"


def _act(line: Any) -> str:  # noqa: ANN401 - a row of the record
    """Return one act in a line: what, by whom, and why."""
    why = f": {line.reason}" if line.reason else ""
    return f"{line.act} {line.key} by {line.who}{why}"
