"""Accepting: a verified delivery is committed before anybody hears that it was accepted."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from receiver.deliveries import Delivery
from receiver.errors import Unavailable
from receiver.handling import Handlers
from receiver.observability.metrics import Metrics
from receiver.storage.clock import HINT_GRACE
from receiver.storage.engine import Database
from receiver.storage.group import GroupCommit
from receiver.storage.inbox import insert_messages

log = structlog.get_logger()

MANY = 8
"""Messages that are being stored; with so many the event loop has little time for other work."""
MOMENT = 0.1
"""Seconds from one moment to the next."""

Hint: TypeAlias = Callable[[Connection, Sequence[int]], None]


def size(deliveries: Sequence[Delivery]) -> int:
    """Return how many bytes the bodies of one message have."""
    return sum(len(each.body) for each in deliveries)


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
    """Stores deliveries, each once. `timeout` is how many seconds a commit may take.

    `hint` is given the keys of what is new, within the transaction that stores it; for `grace`
    seconds a delivery is left to whatever hint there is, before the sweeper takes it up.
    """

    def __init__(  # noqa: PLR0913 - what the composition root hands in
        self,
        database: Database,
        handlers: Handlers,
        metrics: Metrics,
        timeout: float,
        *,
        hint: Hint | None = None,
        grace: float = HINT_GRACE,
    ) -> None:
        self._handlers = handlers
        self._metrics = metrics
        self._hint = hint
        self._grace = grace
        self._commits = GroupCommit[Sequence[Delivery], Sequence[int | None]](
            lambda messages: database.write(self._store, messages), patience=timeout, weigh=size
        )

    async def accept(self, *deliveries: Delivery) -> list[Receipt]:
        """Return a receipt for each delivery of one message, once all are committed.

        Raises `PayloadInvalid` if a handler with `check_first` could not take one, and
        `Unavailable` if the commit failed or took too long: then nothing was promised.
        """
        for delivery in deliveries:
            self._handlers.check(delivery)
        deliveries = tuple(self._in_order(each) for each in deliveries)
        try:
            keys = await self._commits.submit(deliveries)
        except (TimeoutError, SQLAlchemyError) as error:
            source = deliveries[0].source
            log.warning("inbox.unavailable", source=source, cause=type(error).__name__)
            message = "the delivery could not be stored in time; send it again"
            raise Unavailable(message) from error
        return [self._receipt(*each) for each in zip(deliveries, keys, strict=True)]

    async def let_senders_first(self) -> None:
        """Wait until the next moment if many senders wait.

        Who works off a backlog does so before each delivery: what was accepted can wait, senders
        cannot. There is always some progress. All go on at the same moments, and share commits.
        """
        if self._commits.pending > MANY:
            await asyncio.sleep(MOMENT - asyncio.get_running_loop().time() % MOMENT)

    def _store(
        self, connection: Connection, messages: Sequence[Sequence[Delivery]]
    ) -> list[list[int | None]]:
        keys = insert_messages(connection, messages, self._grace)
        if self._hint and (new := [key for each in keys for key in each if key is not None]):
            self._hint(connection, new)
        return keys

    def _in_order(self, delivery: Delivery) -> Delivery:
        """Return the delivery with its ordering key, if a handler names one."""
        ordering = self._handlers.ordering_of(delivery)
        return replace(delivery, ordering=ordering) if ordering != delivery.ordering else delivery

    def _receipt(self, delivery: Delivery, key: int | None) -> Receipt:
        """Return the receipt of a committed delivery, and let the owner know of it."""
        receipt = Receipt(delivery, key)
        self._metrics.received(delivery.source, receipt.outcome).inc()
        self._metrics.last_received(delivery.source).set_to_current_time()
        event = f"delivery.{receipt.outcome}"
        log.info(
            event,
            source=delivery.source,
            id=delivery.id,
            webhook_event=delivery.event,
            key=key,
        )
        return receipt
