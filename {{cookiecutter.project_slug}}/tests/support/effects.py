"""Effects: rows that handlers write in their sessions, in a table that would show a double."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from fake import settings
from receiver import Delivery, on
from receiver.discovery import collect
from receiver.observability.metrics import Metrics
from receiver.services.processor import Processor
from receiver.storage.engine import Database
from receiver.storage.sessions import Sessions

INSERT = text("INSERT INTO shipments (delivery) VALUES (:delivery)")


class Tables(DeclarativeBase):
    """An owner's own tables."""


class Shipment(Tables):
    """A row that a handler wrote."""

    __tablename__ = "shipments"
    key: Mapped[int] = mapped_column(primary_key=True)
    delivery: Mapped[str]


@on("fake")
async def ship(delivery: Delivery, session: AsyncSession) -> None:
    """Write a row."""
    await session.execute(INSERT, {"delivery": delivery.id})


@dataclass(frozen=True)
class Effects:
    """An inbox with a table of its owner's beside it."""

    database: Database
    sessions: Sessions

    def processor(
        self,
        *handlers: Callable[..., Any],
        **values: Any,  # noqa: ANN401 - any setting
    ) -> Processor:
        """Return a processor with these handlers."""
        found = collect(handlers, AsyncSession)
        return Processor(self.database, self.sessions, found, Metrics(), settings(**values))

    def rows(self) -> list[str]:
        """Return what the handlers wrote, by the ids of the deliveries, sorted."""
        return shipped(self.database)


def prepare(database: Database) -> None:
    """Create the owner's table."""
    with database.transaction() as connection:
        Tables.metadata.create_all(connection)


def shipped(database: Database) -> list[str]:
    """Return the ids of the deliveries of all rows, sorted."""
    with database.snapshot() as connection:
        return sorted(connection.scalars(select(Shipment.delivery)))


@pytest.fixture
async def effects(database: Database) -> AsyncIterator[Effects]:
    """An inbox with a table of its owner's, and sessions that are closed at the end."""
    prepare(database)
    sessions = Sessions(database)
    yield Effects(database, sessions)
    await sessions.aclose()
