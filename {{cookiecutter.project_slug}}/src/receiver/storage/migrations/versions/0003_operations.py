"""Deliveries in order, bodies that are pruned, and the record of what operators did."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the columns and tables."""
    op.add_column("deliveries", sa.Column("ordering", sa.Text))
    op.add_column("deliveries", sa.Column("pruned_at", sa.Float))
    op.create_table(
        "operations",
        sa.Column("key", KEY, primary_key=True),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("criteria", sa.Text, nullable=False),
        sa.Column("started_at", sa.Float, nullable=False),
        sa.Column("ended_at", sa.Float),
        sa.Column("last_key", KEY, nullable=False),
        sa.Column("reached_key", KEY, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
    )
    op.create_table(
        "acts",
        sa.Column("operation_key", KEY, sa.ForeignKey("operations.key"), primary_key=True),
        sa.Column("delivery_key", KEY, primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("acts_delivery", "acts", ["delivery_key"])
