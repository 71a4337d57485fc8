"""The trace that a delivery came in."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column, which no database has to rewrite rows for."""
    op.add_column("deliveries", sa.Column("traceparent", sa.Text))
