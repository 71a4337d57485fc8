"""Watching: something is shown anew each second, until whoever watches has seen enough."""

import time
from collections.abc import Callable

import typer
from rich.console import Console, RenderableType
from rich.live import Live

EVERY = 1.0


def watch(
    show: Callable[[], RenderableType],
    console: Console | None = None,
    pause: Callable[[float], object] = time.sleep,
) -> None:
    """Show what `show` returns, until Ctrl+C; raises `typer.BadParameter` without a terminal."""
    screen = console or Console(highlight=False)
    if not screen.is_terminal:
        message = "needs a terminal; for scripts there is --json"
        raise typer.BadParameter(message, param_hint="--watch")
    try:
        with Live(show(), console=screen, auto_refresh=False, vertical_overflow="crop") as live:
            while True:
                pause(EVERY)
                live.update(show(), refresh=True)
    except KeyboardInterrupt:
        return
