"""Progress of operations: a bar each on the terminal, and nothing where there is none."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from receiver.operations import Operation


@contextmanager
def shown() -> Iterator[Callable[[Operation], None]]:
    """Show how far operations are, as long as the block runs, by what is told of them."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    tasks: dict[int, TaskID] = {}
    with Progress(
        *columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal
    ) as progress:

        def tell(each: Operation) -> None:
            if each.key not in tasks:
                tasks[each.key] = progress.add_task(f"{each.act} {each.key}")
            total = max(each.total, each.done)
            progress.update(tasks[each.key], completed=each.done, total=total)

        yield tell
