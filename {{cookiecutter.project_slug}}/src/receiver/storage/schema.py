"""The tables of the inbox. Times are Unix seconds as the database's own clock tells them."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from receiver.deliveries import PENDING

metadata = MetaData()
Key = BigInteger().with_variant(Integer, "sqlite")

deliveries = Table(
    "deliveries",
    metadata,
    Column("key", Key, primary_key=True),
    Column("source", Text, nullable=False),
    Column("delivery_id", Text, nullable=False),
    Column("provider", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("headers", Text, nullable=False),  # JSON object, without secrets
    Column("body", LargeBinary, nullable=False),  # the exact bytes that were signed
    Column("received_at", Float, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Float, nullable=False),  # when the sweeper takes it up; a lease's end
    Column("token", Integer, nullable=False),  # fences off a worker whose lease ran out
    Column("settled", Text, nullable=False),  # JSON object: handler -> done or dead
    Column("once", Text),  # what the sender never uses twice, where it has that beside the id
    UniqueConstraint("source", "delivery_id", name="deliveries_dedupe"),
)
Index(
    "deliveries_once",
    deliveries.c.source,
    deliveries.c.once,
    unique=True,
    sqlite_where=deliveries.c.once.is_not(None),
    postgresql_where=deliveries.c.once.is_not(None),
)

# In the statement's text, not as parameters: only so can SQLite tell that the index has the rows.
pending = deliveries.c.state.in_(
    bindparam("pending", [str(state) for state in PENDING], expanding=True, literal_execute=True)
)
Index(
    "deliveries_due",
    deliveries.c.due_at,
    sqlite_where=pending,
    postgresql_where=pending,
)

attempts = Table(
    "attempts",
    metadata,
    Column("key", Key, primary_key=True),
    Column("delivery_key", Key, ForeignKey("deliveries.key"), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("handler", Text, nullable=False),
    Column("started_at", Float, nullable=False),
    Column("duration", Float, nullable=False),  # seconds
    Column("outcome", Text, nullable=False),
    Column("cause", Text, nullable=False),  # the error's class; empty if there was none
    Column("message", Text, nullable=False),
)

Index("attempts_delivery", attempts.c.delivery_key)


class now(FunctionElement[float]):  # noqa: N801 - an SQL function, written as one
    """The database's clock in Unix seconds, so that skew between hosts does no harm."""

    type = Float()
    inherit_cache = True


@compiles(now, "sqlite")
def _sqlite_now(_element: now, _compiler: SQLCompiler, **_options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's protocol
    return "((julianday('now') - 2440587.5) * 86400.0)"
