"""Handlers of the fake service that tell the payload to whoever prints it, past every log."""

import logging
import threading
import warnings

import structlog

from leaky import fail
from receiver import Delivery, on

log = structlog.get_logger()
CARELESS = ("warns", "threads", "garbles", "quotes", "drops")
"""The events that the handlers here are for; they all are done."""


@on("fake", "warns")
async def warn(delivery: Delivery) -> None:
    """Warn of it, in the way of libraries that quote what they are given."""
    warnings.warn(f"unexpected {delivery.body!r}", stacklevel=1)
    warnings.warn(f"deprecated {delivery.headers}", DeprecationWarning, stacklevel=1)


@on("fake", "threads")
def fail_in_a_thread(delivery: Delivery) -> None:
    """Have a thread fail with it that nobody hears of."""

    def fail() -> None:
        raise LookupError(delivery.body)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


@on("fake", "garbles")
async def garble(delivery: Delivery) -> None:
    """Log it where there is no place for it."""
    logging.getLogger("handlers.own").warning("%d users", delivery.body)


@on("fake", "quotes")
async def quote(delivery: Delivery) -> None:
    """Log the delivery, and its bytes, and an error that quotes it and has notes."""
    log.info("signup.seen", delivery=delivery, several=[delivery], body=delivery.body)
    try:
        await fail(delivery)
    except LookupError as error:
        error.add_note(str(delivery.json()))
        group = ExceptionGroup(str(delivery.body), [error, OSError(2, delivery.body)])
        log.exception("signup.failed")
        logging.getLogger("handlers.own").exception("it failed")
        logging.getLogger("handlers.own").warning("they failed", exc_info=group)


class Dropped:
    """Fails where nobody can catch it."""

    def __init__(self, words: str) -> None:
        self._words = words

    def __del__(self) -> None:
        """Fail."""
        raise LookupError(self._words)


@on("fake", "drops")
async def drop(delivery: Delivery) -> None:
    """Drop an object that fails in going."""
    Dropped(str(delivery.body))


HANDLERS = (warn, fail_in_a_thread, garble, quote, drop)
