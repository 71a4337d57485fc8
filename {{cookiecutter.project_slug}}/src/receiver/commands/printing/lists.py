"""How a list of deliveries looks to people: a table, or why there is none; and how to go on."""

from rich.console import RenderableType
from rich.text import Text

from receiver.commands.printing.tables import as_table
from receiver.criteria import Criteria
from receiver.storage.listing import Page

NOTHING_YET = "No deliveries yet. Send one: receiver send SOURCE"
USUAL = 20
"""How many deliveries are listed if nothing is said."""


def as_list(page: Page, criteria: Criteria) -> RenderableType:
    """Return the deliveries of a page, or that there are none."""
    if page.summaries:
        return as_table(page.summaries)
    if criteria:
        return Text("No delivery fits.")
    return Text(NOTHING_YET)


def how_to_go_on(criteria: Criteria, before: int, limit: int) -> str:
    """Return the command that lists the next page."""
    shown = f"--limit {limit} " if limit != USUAL else ""
    filters = f"{criteria} " if criteria else ""
    return f"Older ones: receiver deliveries list {filters}{shown}--before {before}"
