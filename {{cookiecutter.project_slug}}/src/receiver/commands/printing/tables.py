"""How deliveries and operations look to people: as tables."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from rich.table import Table
from rich.text import Text

from receiver.deliveries import State
from receiver.operations import Act, Operation
from receiver.storage.reading import Summary

COLOURS = {State.DONE: "green", State.DEAD: "red", State.RETRYING: "yellow"}
GIVE_WAY = ("event", "id", "by", "reason", "deliveries")
WIDEST = 32
"""How many characters other columns have at most: a name without end must leave room for them."""
cut = partial(Text, no_wrap=True, overflow="ellipsis")


def as_table(summaries: Sequence[Summary]) -> Table:
    """Return a table with one line for each delivery; event and id are cut off where it must."""
    table = new_table("key", "source", "event", "state", "attempts", "age", "id")
    for each in summaries:
        state = f"{each.state}, pruned" if each.pruned_at else each.state
        table.add_row(
            str(each.key),
            cut(each.source),
            cut(each.event),
            Text(state, COLOURS.get(each.state, "")),
            str(each.attempts),
            age((datetime.now(UTC) - each.received_at).total_seconds()),
            cut(each.id),
        )
    return table


def as_operations(operations: Sequence[Operation]) -> Table:
    """Return a table with one line for each operation."""
    table = new_table("key", "act", "done", "of", "state", "age", "deliveries", "by", "reason")
    for each in operations:
        unfinished = each.ended_at is None
        table.add_row(
            str(each.key),
            each.act,
            f"{each.done:,}",
            f"{each.total:,}",
            Text("unfinished", "yellow") if unfinished else Text("ended"),
            age(datetime.now(UTC).timestamp() - each.started_at),
            cut(_about(each)),
            cut(each.signature.who),
            cut(each.signature.reason),
        )
    return table


def age(seconds: float) -> str:
    """Return a duration in its largest whole unit: 42s, 5m, 3h, 2d."""
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "m")):
        if seconds >= size:
            return f"{int(seconds // size)}{unit}"
    return f"{max(0, int(seconds))}s"


def _about(operation: Operation) -> str:
    """Return which deliveries an operation is about, as its options say it."""
    if operation.act in (Act.REPLAY, Act.IGNORE):
        return str(operation.criteria)
    kept = "keep_bodies" if operation.act is Act.PRUNE else "keep_ids"
    return f"older than {operation.document[kept]:g} days"


def new_table(*headings: str) -> Table:
    """Return a table without rows."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        gives_way = heading in GIVE_WAY
        table.add_column(heading, no_wrap=not gives_way, max_width=None if gives_way else WIDEST)
    return table
