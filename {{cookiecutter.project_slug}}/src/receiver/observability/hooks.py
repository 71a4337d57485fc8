"""Hooks: what Python itself would print, on a way of its own past the log, is a line like others.

Only how a process ended is told in the error's own words: nothing else explains it. The words of
warnings and of what nobody has caught in a thread may quote a payload.
"""

import logging
import sys
import threading
import warnings
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import TextIO

import structlog

log = structlog.get_logger()


def install() -> None:
    """Have crashes, errors that nobody catches and warnings logged, in this process."""
    sys.excepthook = crashed
    sys.unraisablehook = _ignored
    threading.excepthook = _failed
    logging.captureWarnings(capture=True)  # or else an engine does, later, and nothing twice
    warnings.showwarning = _warned


def crashed(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None = None
) -> None:
    """Tell what ended the process. What is no `Exception` came from a handler, or a key."""
    words = {"error": str(error)} if issubclass(kind, Exception) else {}
    exc_info = (kind, error, trace or error.__traceback__)
    log.critical("process.crashed", cause=kind.__name__, **words, exc_info=exc_info)


def _failed(given: threading.ExceptHookArgs) -> None:
    name = given.thread.name if given.thread else ""
    if given.exc_type is not SystemExit:
        log.error("thread.failed", thread=name, **_cause(given.exc_type, given.exc_traceback))


def _ignored(given: "sys.UnraisableHookArgs") -> None:
    log.warning("error.ignored", **_cause(given.exc_type, given.exc_traceback))


def _cause(kind: type[BaseException], trace: TracebackType | None) -> dict[str, str]:
    frames = extract_tb(trace)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return {"cause": kind.__name__, "where": place}


def _warned(  # noqa: PLR0913, PLR0917 - as `warnings` calls it
    message: Warning | str,  # noqa: ARG001 - these are its words
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,  # noqa: ARG001 - the log is where it goes
    line: str | None = None,  # noqa: ARG001 - the code, which is there
) -> None:
    where = f"{Path(filename).name}:{lineno}"
    log.warning("warning.raised", category=category.__name__, where=where)


class Handler(logging.StreamHandler[TextIO]):
    """Writes what the standard library's logging is told; what cannot be formatted is a line too.

    `logging` would print it, with its arguments.
    """

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - as in `logging`
        """Tell who has logged it."""
        where = f"{Path(record.pathname).name}:{record.lineno}"
        log.warning("message.garbled", logger=record.name, where=where)
