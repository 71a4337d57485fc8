"""Logs: one JSON object a line in production, colours in a terminal, one shape for everybody."""

import logging
import sys
from typing import TYPE_CHECKING, TextIO, cast

import structlog
from structlog.processors import ExceptionRenderer
from structlog.tracebacks import ExceptionDictTransformer

from receiver import jsons
from receiver.observability import tracing
from receiver.observability.output import Output
from receiver.observability.stamps import Stamp
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


def configure(settings: Settings) -> None:
    """Set up structlog, and bring the standard library's lines (uvicorn's) into its shape."""
    colourful = settings.log_format == "console" or (
        settings.log_format == "auto" and sys.stderr.isatty()
    )
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        Stamp(),
        *tracing.chosen().stamps,
        *([] if colourful else [WITHOUT_LOCALS]),
    ]
    renderer: Processor = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if colourful
        else structlog.processors.JSONRenderer(jsons.write)
    )
    output = cast("TextIO", Output(sys.stderr))
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(output),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(output)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processor=renderer,
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
