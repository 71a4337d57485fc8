"""A typical good template: the signature is checked, each request has a session and a commit.

As durable as ours: SQLite commits each delivery to the disk before it is answered.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, Header, Response
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from verified import verified

engine = create_async_engine(os.environ["PEER_DATABASE_URL"], connect_args={"timeout": 30})
sessions = async_sessionmaker(engine, expire_on_commit=False)


@event.listens_for(engine.sync_engine, "connect")
def prepare(connection: DBAPIConnection, _entry: object) -> None:
    """Write ahead, and to the disk."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


class Base(DeclarativeBase):
    """The models."""


class WebhookEvent(Base):
    """A delivery."""

    __tablename__ = "webhook_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[str] = mapped_column(unique=True)
    event: Mapped[str]
    body: Mapped[bytes]


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    """Create the table."""
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield
    await engine.dispose()


app = FastAPI(lifespan=lifespan)


async def session() -> AsyncIterator[AsyncSession]:
    """Open a session for a request."""
    async with sessions() as opened:
        yield opened


@app.post("/webhook", status_code=202)
async def webhook(
    body: Annotated[bytes, Depends(verified)],
    db: Annotated[AsyncSession, Depends(session)],
    x_github_delivery: Annotated[str, Header()],
    x_github_event: Annotated[str, Header()],
    response: Response,
) -> dict[str, str]:
    """Store it, unless it is stored."""
    db.add(WebhookEvent(delivery_id=x_github_delivery, event=x_github_event, body=body))
    try:
        await db.commit()
    except IntegrityError:
        response.status_code = 200
        return {"status": "duplicate"}
    return {"status": "accepted"}
