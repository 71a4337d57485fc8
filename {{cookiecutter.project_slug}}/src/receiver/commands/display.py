"""How deliveries look: as a table, as text, as an object for scripts."""

import base64
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from rich.table import Table
from rich.text import Text

from receiver.deliveries import Delivery, State
from receiver.storage.reading import Ledger, Summary

COLOURS = {State.DONE: "green", State.DEAD: "red", State.RETRYING: "yellow"}
GIVE_WAY = ("event", "id")
LONGEST_BODY = 4000
_cut = partial(Text, no_wrap=True, overflow="ellipsis")


def as_table(summaries: Sequence[Summary]) -> Table:
    """Return a table with one line for each delivery; event and id are cut off where it must."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("key", "source", "event", "state", "attempts", "age", "id"):
        table.add_column(heading, no_wrap=heading not in GIVE_WAY)
    for each in summaries:
        table.add_row(
            str(each.key),
            Text(each.source),
            _cut(each.event),
            Text(each.state, COLOURS.get(each.state, "")),
            str(each.attempts),
            age((datetime.now(UTC) - each.received_at).total_seconds()),
            _cut(each.id),
        )
    return table


def age(seconds: float) -> str:
    """Return a duration in its largest whole unit: 42s, 5m, 3h, 2d."""
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "m")):
        if seconds >= size:
            return f"{int(seconds // size)}{unit}"
    return f"{max(0, int(seconds))}s"


def as_object(delivery: Delivery, state: State, ledger: Ledger) -> dict[str, Any]:
    """Return a delivery and its attempts for JSON; a body that is not UTF-8 comes as base64."""
    try:
        body = {"body": delivery.body.decode()}
    except UnicodeDecodeError:
        body = {"body_base64": base64.b64encode(delivery.body).decode()}
    return {
        "key": delivery.key,
        "source": delivery.source,
        "provider": delivery.provider,
        "id": delivery.id,
        "event": delivery.event,
        "state": state,
        "attempts": delivery.attempt,
        "received_at": delivery.received_at.isoformat(),
        "headers": dict(delivery.headers),
        **body,
        "ledger": [
            {
                "attempt": line.attempt,
                "handler": line.handler,
                "started_at": datetime.fromtimestamp(line.started_at, UTC).isoformat(),
                "seconds": line.duration,
                "outcome": line.outcome,
                "cause": line.cause,
                "message": line.message,
            }
            for line in ledger
        ],
    }


def as_text(delivery: Delivery, state: State, ledger: Ledger) -> str:
    """Return a delivery for people to read; what could draw on the terminal is escaped."""
    lines = [
        f"Delivery {delivery.key}: {delivery.source} {delivery.event}",
        f"  id        {delivery.id}",
        f"  state     {state} after {delivery.attempt} attempt(s)",
        f"  received  {delivery.received_at:%Y-%m-%d %H:%M:%S} UTC, {len(delivery.body)} bytes",
        *(f"  attempt {line.attempt}: {_told(line)}" for line in ledger),
        "",
        delivery.body.decode(errors="backslashreplace")[:LONGEST_BODY],
    ]
    return "".join(
        char if char.isprintable() or char in "\n\t" else char.encode("unicode_escape").decode()
        for char in "\n".join(lines)
    )


def _told(line: Any) -> str:  # noqa: ANN401 - a row of the ledger
    """Return one attempt in a line: the handler, its outcome, and why."""
    why = f": {line.cause}: {line.message}" if line.cause else ""
    return f"{line.handler} {line.outcome} in {line.duration:.3f} s{why}"
