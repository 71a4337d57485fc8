"""The request that a delivery came in, as the log names it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column, which no database has to rewrite rows for."""
    op.add_column("deliveries", sa.Column("request_id", sa.Text))
