"""Logs: one JSON object a line in production, colours in a terminal, one shape for everybody."""

import logging
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO, cast

import structlog
from structlog.processors import ExceptionRenderer
from structlog.tracebacks import ExceptionDictTransformer

from receiver.settings import Settings

if TYPE_CHECKING:
    from structlog.typing import Processor

QUIET = (
    *("watchfiles", "httpx2", "httpcore2", "alembic", "uvicorn.access", "aiosqlite"),
    *("celery.worker.strategy", "celery.app.trace", "dramatiq", "procrastinate", "taskiq"),
)
"""Libraries whose lines say nothing that ours do not, or quote what they are given; they speak
from WARNING on."""

WITHOUT_LOCALS = ExceptionRenderer(ExceptionDictTransformer(show_locals=False))
"""Tracebacks as data; the values of variables, which may be payloads, stay out of them."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Forgiving:
    """A stream that drops what cannot be written: a full disk must not cost a delivery."""

    stream: TextIO

    def write(self, text: str) -> None:
        """Write, or do not."""
        with suppress(OSError, ValueError):  # ValueError: the stream was closed
            self.stream.write(text)

    def flush(self) -> None:
        """Flush, or do not."""
        with suppress(OSError, ValueError):
            self.stream.flush()


def configure(settings: Settings) -> None:
    """Set up structlog, and bring the standard library's lines (uvicorn's) into its shape."""
    colourful = settings.log_format == "console" or (
        settings.log_format == "auto" and sys.stderr.isatty()
    )
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        *([] if colourful else [WITHOUT_LOCALS]),
    ]
    renderer: Processor = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if colourful
        else structlog.processors.JSONRenderer()
    )
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(cast("TextIO", Forgiving(sys.stderr))),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processor=renderer,
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
