"""Systems: the few things that Windows does otherwise than Linux and macOS."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

ENDING = (signal.SIGTERM, signal.SIGINT)
"""The signals by which a process is told to end."""
LOOP = "asyncio:SelectorEventLoop" if sys.platform == "win32" else "auto"
"""The event loop, in uvicorn's terms: drivers cannot all use the one of Windows."""


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine in an event loop that everything here can use."""
    if sys.platform == "win32":
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            runner.run(main)
    else:
        asyncio.run(main)


def when_told_to_end(act: Callable[[], object]) -> None:
    """Have the running event loop act on each signal to end, from now on."""
    loop = asyncio.get_running_loop()
    for each in ENDING:
        if sys.platform == "win32":  # its loops hear no signals
            signal.signal(each, lambda *_: loop.call_soon_threadsafe(act))
        else:
            loop.add_signal_handler(each, act)


def become(command: list[str]) -> NoReturn:
    """Run a command in place of this process: it gets the signals, and its exit code counts."""
    if sys.platform != "win32":
        os.execv(command[0], command)  # noqa: S606 - our own command
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the command itself
    sys.exit(subprocess.call(command))  # noqa: S603 - as above
