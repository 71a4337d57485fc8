"""The tables of the inbox. Times are Unix seconds as the database's own clock tells them."""

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    FromClause,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
)

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
    Column("ordering", Text),  # those that share it within a source are handled in order
    Column("pruned_at", Float),  # when the body and headers were deleted, and only the id kept
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


def is_pending(table: FromClause) -> ColumnElement[bool]:
    """Match deliveries from which the receiver goes on by itself.

    In the statement's text, not as parameters: only so can a database tell that an index on
    just these has the rows.
    """
    states = [str(state) for state in PENDING]
    pending: BindParameter[str] = bindparam("pending", states, expanding=True, literal_execute=True)
    return table.c.state.in_(pending)


Index(
    "deliveries_due",
    deliveries.c.due_at,
    sqlite_where=is_pending(deliveries),
    postgresql_where=is_pending(deliveries),
)
waits_in_order = and_(deliveries.c.ordering.is_not(None), is_pending(deliveries))
Index(
    "deliveries_order",
    deliveries.c.source,
    deliveries.c.ordering,
    deliveries.c.key,
    sqlite_where=waits_in_order,
    postgresql_where=waits_in_order,
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

operations = Table(  # what operators did, by whom and when
    "operations",
    metadata,
    Column("key", Key, primary_key=True),
    Column("act", Text, nullable=False),  # replay, ignore or prune
    Column("who", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("criteria", Text, nullable=False),  # JSON object: which deliveries
    Column("started_at", Float, nullable=False),
    Column("ended_at", Float),  # NULL while there is something left to do
    Column("last_key", Key, nullable=False),  # no delivery after this one is meant
    Column("reached_key", Key, nullable=False),  # every delivery up to this one is done with
    Column("total", Integer, nullable=False),
    Column("done", Integer, nullable=False),
)
acts = Table(  # which deliveries an operation has touched
    "acts",
    metadata,
    Column("operation_key", Key, ForeignKey("operations.key"), primary_key=True),
    Column("delivery_key", Key, primary_key=True),
    Column("at", Float, nullable=False),
)
Index("acts_delivery", acts.c.delivery_key)
