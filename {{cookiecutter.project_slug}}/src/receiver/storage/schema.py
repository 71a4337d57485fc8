"""The tables of the inbox. Times are Unix seconds as the database's own clock tells them.

Their indexes are in `indexes.py`.
"""

from collections.abc import Sequence

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    FromClause,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    and_,
    literal_column,
    or_,
)

from receiver.deliveries import PENDING, SETTLED, UNDONE, State

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
    Column("due_at", Float, nullable=False),  # when the sweeper takes it up; when it was settled
    Column("token", Integer, nullable=False),  # fences off a worker whose lease ran out
    Column("settled", Text, nullable=False),  # JSON object: handler -> done or dead
    Column("once", Text),  # what the sender never uses twice, where it has that beside the id
    Column("ordering", Text),  # those that share it within a source are handled in order
    Column("traceparent", Text),  # the trace that it came in, as W3C's header names it
    Column("request_id", Text),  # the request that it came in, as the log names it
    Column("pruned_at", Float),  # when the body and headers were deleted, and only the id kept
    UniqueConstraint("source", "delivery_id", name="deliveries_dedupe"),
)


def is_pending(table: FromClause) -> ColumnElement[bool]:
    """Match deliveries from which the receiver goes on by itself.

    In the statement's text, not as parameters: only so can a database tell that an index on
    just these has the rows.
    """
    return _is_one_of(table, PENDING)


def is_settled(table: FromClause) -> ColumnElement[bool]:
    """Match deliveries that are at an end; in the statement's text as well."""
    return _is_one_of(table, SETTLED)


def is_undone(table: FromClause) -> ColumnElement[bool]:
    """Match deliveries at an end other than done; in the statement's text as well."""
    return _is_one_of(table, UNDONE)


def is_processed(table: FromClause) -> ColumnElement[bool]:
    """Match deliveries that are being handled; in the statement's text as well."""
    return table.c.state == _in_the_text(State.PROCESSING)


def _is_one_of(table: FromClause, states: Sequence[State]) -> ColumnElement[bool]:
    """Match each by itself: of a list in an index SQLite makes a table, for each row it writes."""
    return or_(*[table.c.state == _in_the_text(state) for state in states])


def _in_the_text(state: State) -> ColumnElement[str]:
    return literal_column(f"'{state}'", Text)


has_body = and_(is_settled(deliveries), deliveries.c.pruned_at.is_(None))


def turn(table: FromClause) -> ColumnElement[int]:
    """Return a delivery's place in its order, by which only the index on orders is sorted.

    For the first by key PostgreSQL would at times search all deliveries that there ever were.
    """
    return table.c.key + literal_column("0", Key)


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

operations = Table(  # what operators did, by whom and when
    "operations",
    metadata,
    Column("key", Key, primary_key=True),
    Column("act", Text, nullable=False),  # replay, ignore, prune or forget
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
