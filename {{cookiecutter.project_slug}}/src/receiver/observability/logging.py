"""Logs: one JSON object a line in production, colours in a terminal, one shape for everybody."""

import logging
import sys
from typing import TYPE_CHECKING, TextIO, cast

import structlog
from structlog.processors import ExceptionRenderer, JSONRenderer

from receiver import jsons
from receiver.observability import hooks, lines, shapes, tracebacks, tracing
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
OURS = ("receiver", "handlers")
"""Whose lines are told at `debug`: those of libraries quote whatever they are given."""
THEIRS = ("uvicorn", "uvicorn.error", "uvicorn.access")
"""Loggers that have handlers of their own where the service is started by uvicorn's command."""


def configure(settings: Settings) -> None:
    """Set up structlog, and bring all that others would write into its shape."""
    colourful = settings.log_format == "console" or (
        settings.log_format == "auto" and sys.stderr.isatty()
    )
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        Stamp(),
        *tracing.chosen().stamps,
    ]
    theirs: list[Processor] = [structlog.stdlib.add_logger_name]
    if colourful:
        people = structlog.dev.ConsoleRenderer(exception_formatter=tracebacks.as_text)
        last = lines.always([lines.copied, shapes.plain, people], lines.clip)
    else:
        theirs.append(shapes.in_words)
        data, document = ExceptionRenderer(tracebacks.as_data), JSONRenderer(jsons.write)
        last = lines.always([data, shapes.plain, document], lines.cut)
    output = cast("TextIO", Output(sys.stderr))
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(output),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        foreign_pre_chain=[*shared, *theirs],
    )
    _bring_in(hooks.Handler(output), formatter, level)
    hooks.install()


def _bring_in(handler: logging.Handler, formatter: logging.Formatter, level: int) -> None:
    """Have the standard library's logging write what it is told through this handler alone."""
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=max(level, logging.INFO), force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in THEIRS:
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
