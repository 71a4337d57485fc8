"""The inbox and its ledger of attempts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
PENDING = sa.text("state IN ('received', 'processing', 'retrying')")


def upgrade() -> None:
    """Create both tables, and the partial index by which due deliveries are found."""
    op.create_table(
        "deliveries",
        sa.Column("key", KEY, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("delivery_id", sa.Text, nullable=False),
        sa.Column("provider", sa.Text, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("content_type", sa.Text, nullable=False),
        sa.Column("headers", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("received_at", sa.Float, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", sa.Float, nullable=False),
        sa.Column("token", sa.Integer, nullable=False),
        sa.Column("settled", sa.Text, nullable=False),
        sa.UniqueConstraint("source", "delivery_id", name="deliveries_dedupe"),
    )
    op.create_index(
        "deliveries_due",
        "deliveries",
        ["due_at"],
        sqlite_where=PENDING,
        postgresql_where=PENDING,
    )
    op.create_table(
        "attempts",
        sa.Column("key", KEY, primary_key=True),
        sa.Column("delivery_key", KEY, sa.ForeignKey("deliveries.key"), nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("handler", sa.Text, nullable=False),
        sa.Column("started_at", sa.Float, nullable=False),
        sa.Column("duration", sa.Float, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
    )
    op.create_index("attempts_delivery", "attempts", ["delivery_key"])
