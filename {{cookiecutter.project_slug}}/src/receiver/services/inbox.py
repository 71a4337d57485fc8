"""Accepting: a verified delivery is committed before anybody hears that it was accepted."""

import asyncio
from dataclasses import dataclass

import structlog
from sqlalchemy.exc import SQLAlchemyError

from receiver.deliveries import Delivery
from receiver.errors import Unavailable
from receiver.events import Handlers
from receiver.observability.metrics import Metrics
from receiver.storage.engine import Database
from receiver.storage.group import GroupCommit
from receiver.storage.inbox import insert_new

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Receipt:
    """The inbox's word that a delivery is stored; `key` is None if it was stored before."""

    delivery: Delivery
    key: int | None

    @property
    def outcome(self) -> str:
        """Return "accepted" or "duplicate"."""
        return "duplicate" if self.key is None else "accepted"


class Inbox:
    """Stores deliveries, each once. `timeout` is how many seconds a commit may take."""

    def __init__(
        self, database: Database, handlers: Handlers, metrics: Metrics, timeout: float
    ) -> None:
        self._handlers = handlers
        self._metrics = metrics
        self._timeout = timeout
        self._commits = GroupCommit[Delivery, int | None](
            lambda batch: database.write(insert_new, batch)
        )

    async def accept(self, delivery: Delivery) -> Receipt:
        """Return a receipt once the delivery is committed, now or before.

        Raises `PayloadInvalid` if a handler with `check_first` could not take it, and
        `Unavailable` if the commit failed or took too long: then nothing was promised.
        """
        self._handlers.check(delivery)
        try:
            async with asyncio.timeout(self._timeout):
                key = await self._commits.submit(delivery)
        except (TimeoutError, SQLAlchemyError) as error:
            log.warning("inbox.unavailable", source=delivery.source, cause=type(error).__name__)
            message = "the delivery could not be stored in time; send it again"
            raise Unavailable(message) from error
        receipt = Receipt(delivery, key)
        self._metrics.received.labels(delivery.source, receipt.outcome).inc()
        self._metrics.last_received.labels(delivery.source).set_to_current_time()
        event = f"delivery.{receipt.outcome}"
        log.info(
            event,
            source=delivery.source,
            id=delivery.id,
            webhook_event=delivery.event,
            key=key,
        )
        return receipt
