"""Tries: how long a handler may run, how often, and when next; and what the owner hears of it."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

import structlog

from receiver.deliveries import Delivery
from receiver.handling import Handler
from receiver.observability.metrics import Metrics
from receiver.services.backoff import backoff
from receiver.services.runs import Run, Verdict, abandoned
from receiver.settings import Settings

log = structlog.get_logger()


class Tries:
    """The limits of handlers: those that `@on` was told, else those of the settings."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._settings = settings
        self._metrics = metrics

    async def make(
        self, handler: Handler, delivery: Delivery, run: Callable[[float], Awaitable[Run]]
    ) -> Run:
        """Return what `run`, which is given the handler's timeout, came to.

        A failure has its delay; in the last attempt it is the handler's death.
        """
        number = delivery.attempt
        last = handler.subscription.attempts or self._settings.attempts
        if number > last:
            made = abandoned(handler)
        else:
            made = await run(handler.subscription.timeout or self._settings.handler_timeout)
        judged = self._judged(made, number, last)
        self._tell(handler, judged)
        return judged

    def _judged(self, made: Run, number: int, last: int) -> Run:
        """Return a run with what its failure means: a pause, or in the last attempt the end."""
        if made.verdict is not Verdict.FAILED:
            return made
        if number == last:
            return replace(made, verdict=Verdict.DEAD, after=None)
        if made.after is not None:
            return made
        return replace(
            made, after=backoff(number, self._settings.retry_base, self._settings.retry_cap)
        )

    def _tell(self, handler: Handler, made: Run) -> None:
        self._metrics.attempts(handler.name, made.verdict).inc()
        event = f"attempt.{made.verdict}"
        log.log(
            logging.INFO if made.verdict is Verdict.DONE else logging.WARNING,
            event,
            handler=handler.name,
            seconds=round(made.attempt.duration, 4),
            **({"cause": made.attempt.cause, "where": made.where} if made.attempt.cause else {}),
        )
