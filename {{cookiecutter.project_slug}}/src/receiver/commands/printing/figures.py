"""How the inbox's figures look to people: a table of sources, and one of what failed."""

from collections import Counter
from datetime import UTC, datetime

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from receiver.commands.printing.tables import COLOURS, age, cut, new_table
from receiver.deliveries import State
from receiver.storage.figures import Figures


def as_figures(figures: Figures) -> Group:
    """Return the tables, and between them how long the oldest has been waiting."""
    oldest = figures.oldest_pending
    waits = f"The oldest pending delivery is {age(oldest)} old." if oldest else "None is pending."
    parts: list[RenderableType] = [_sources(figures), Text(""), Text(waits)]
    if figures.failures:
        parts += [Text("Failed attempts of the last hour:"), _failures(figures)]
    else:
        parts.append(Text("No attempt failed in the last hour."))
    return Group(*parts)


def _sources(figures: Figures) -> Table:
    """Return a line for each source, with the states that any delivery is in, and their sum."""
    total = Counter[State]()
    for states in figures.counts.values():
        total.update(states)
    shown = [each for each in State if total[each]]
    table = new_table("source", *shown, "1 h", "24 h", "last")
    table.columns[0].no_wrap = False  # it gives way: numbers cannot be cut off
    for column in table.columns[1:]:
        column.justify = "right"
    for source, states in figures.counts.items():
        came = figures.received[source]
        last = age((datetime.now(UTC) - came.last).total_seconds())
        numbers = [_number(each, states.get(each, 0)) for each in shown]
        table.add_row(cut(source), *numbers, f"{came.hour:,}", f"{came.day:,}", f"{last} ago")
    if len(figures.counts) > 1:
        hour = sum(each.hour for each in figures.received.values())
        day = sum(each.day for each in figures.received.values())
        sums = [_number(each, total[each]) for each in shown]
        table.add_row("", *sums, f"{hour:,}", f"{day:,}", "", style="bold")
    return table


def _number(state: State, number: int) -> Text:
    return Text(f"{number:,}", COLOURS.get(state, "") if number else "dim")


def _failures(figures: Figures) -> Table:
    table = new_table("times", "handler", "error", "newest delivery")
    for each in figures.failures:
        handler, cause = cut(each.handler), cut(each.cause)
        table.add_row(f"{each.number:,}", handler, cause, str(each.key))
    return table
