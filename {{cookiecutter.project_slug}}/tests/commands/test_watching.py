"""Watching: what is shown is shown anew, until whoever watches has seen enough."""

from io import StringIO
from itertools import count

import pytest
from rich.console import Console
from rich.text import Text

from receiver.commands.printing.watching import EVERY, watch
from running import run


def test_anew() -> None:
    """It is asked for anew after each pause, and Ctrl+C ends it quietly."""
    numbers, pauses, screen = count(), list[float](), StringIO()

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            raise KeyboardInterrupt

    console = Console(file=screen, force_terminal=True)
    watch(lambda: Text(f"number {next(numbers)}"), console, pause)
    assert [EVERY] * 3 == pauses
    assert [True, True, True, False] == [f"number {each}" in screen.getvalue() for each in range(4)]


@pytest.mark.usefixtures("inbox")
@pytest.mark.parametrize("command", [("stats",), ("deliveries", "list")], ids=" ".join)
def test_for_people_alone(command: tuple[str, ...]) -> None:
    """A script has no terminal, and JSON no end: neither can be watched."""
    for options in (("--watch",), ("--watch", "--json")):
        result = run(*command, *options)
        assert (2, True) == (result.exit_code, "--watch" in result.stderr)
