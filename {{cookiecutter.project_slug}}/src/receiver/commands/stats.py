"""`receiver stats`: whether deliveries flow, at a glance."""

from rich.console import Console, Group

from receiver.commands.inbox.database import opened
from receiver.commands.options.acts import AsJson, Watch, not_both
from receiver.commands.printing.figures import as_figures
from receiver.commands.printing.lists import NOTHING_YET
from receiver.commands.printing.objects import of_figures, print_json
from receiver.commands.printing.watching import watch
from receiver.settings import load_settings
from receiver.storage.engine import Database
from receiver.storage.figures import Figures, figures


def stats(
    *,
    as_json: AsJson = False,
    watching: Watch = False,
) -> None:
    """Count deliveries: of each source, in each state, in the last hour and day; and what failed.

    Beside that, when each source delivered last, how long the oldest pending delivery has been
    waiting, and which errors handlers had in the last hour, each with the newest delivery that
    has it: `receiver deliveries show KEY` tells more.
    """
    not_both(as_json=as_json, watching=watching)
    with opened(load_settings()) as database:
        if watching:
            watch(lambda: _shown(_read(database)))
        elif as_json:
            print_json(of_figures(_read(database)))
        else:
            Console(highlight=False).print(_shown(_read(database)))


def _read(database: Database) -> Figures:
    with database.snapshot() as connection:
        return figures(connection)


def _shown(found: Figures) -> Group:
    return as_figures(found) if found.counts else Group(NOTHING_YET)
