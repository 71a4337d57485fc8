"""`receiver deliveries list|show`: look into the inbox."""

from collections.abc import Callable
from typing import Annotated

import typer
from rich.console import Console

from receiver.commands.inbox.database import opened
from receiver.commands.options.acts import AsJson, Watch, not_both
from receiver.commands.options.choosing import (
    LARGEST,
    Event,
    Id,
    InState,
    Since,
    Source,
    Until,
    criteria,
)
from receiver.commands.options.naming import Named, key_of
from receiver.commands.printing.lists import USUAL, as_list, how_to_go_on
from receiver.commands.printing.objects import of_record, of_summary, print_json
from receiver.commands.printing.timelines import as_text
from receiver.commands.printing.watching import watch
from receiver.criteria import Criteria
from receiver.errors import CommandFailed
from receiver.settings import load_settings
from receiver.storage import reading
from receiver.storage.listing import Page, long_page

deliveries = typer.Typer(help="Look at what was received.", no_args_is_help=True)
Limit = Annotated[int, typer.Option(help="How many, at most.", min=1, max=1_000_000)]
Before = Annotated[
    int | None,
    typer.Option(metavar="KEY", help="Only what is older than this one.", min=1, max=LARGEST),
]


@deliveries.command("list")
def list_(  # noqa: PLR0913 - each is an option
    *,
    source: Source = None,
    event: Event = None,
    state: InState = None,
    since: Since = None,
    until: Until = None,
    delivery_id: Id = None,
    before: Before = None,
    limit: Limit = USUAL,
    as_json: AsJson = False,
    watching: Watch = False,
) -> None:
    """List the newest deliveries, newest first; of filters, all count.

    For example `deliveries list --source github --state dead --since 2d`, or, with the id that
    the sender shows, `deliveries list --id 72d3162e-cc78-11e3-81ab-4c9367dc0958`. Where there
    are older ones, the last line says how to see them.
    """
    not_both(as_json=as_json, watching=watching)

    def chosen() -> Criteria:
        return criteria(
            source=source,
            event=event,
            state=state,
            since=since,
            until=until,
            delivery_id=delivery_id,
        )

    _list(chosen, before, limit, as_json=as_json, watching=watching)


@deliveries.command()
def show(
    named: Named,
    as_json: AsJson = False,  # noqa: FBT002 - an option of the command line
) -> None:
    """Show one delivery: where it stands, what was done with it and by whom, its body.

    For example `deliveries show 17`, or `deliveries show github 72d3162e-cc78-11e3-81ab-4c93`.
    """
    with opened(load_settings()) as database, database.snapshot() as connection:
        key = key_of(connection, named)
        found = reading.one(connection, key)
    if found is None:
        message = f"There is no delivery {key}; see: receiver deliveries list"
        raise CommandFailed(message)
    if as_json:
        print_json(of_record(found))
    else:
        Console(highlight=False, markup=False, soft_wrap=True).print(as_text(found))


def _list(
    chosen: Callable[[], Criteria],
    before: int | None,
    limit: int,
    *,
    as_json: bool,
    watching: bool,
) -> None:
    """List what fits; what is chosen may depend on the time."""
    fitting = chosen()
    with opened(load_settings()) as database:

        def read(criteria: Criteria) -> Page:
            with database.snapshot() as connection:
                return long_page(connection, criteria, before=before, limit=limit)

        if watching:
            watch(lambda: as_list(read(chosen()), fitting))
            return
        found = read(fitting)
    if as_json:
        print_json([of_summary(each) for each in found.summaries])
        return
    console = Console(highlight=False)
    console.print(as_list(found, fitting))
    if found.older is not None:
        console.print(how_to_go_on(fitting, found.older, limit), soft_wrap=True, markup=False)
