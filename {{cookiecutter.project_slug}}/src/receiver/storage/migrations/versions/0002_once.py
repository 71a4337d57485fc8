"""What a sender never uses twice, beside the id: a second use is a duplicate."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

GIVEN = sa.text("once IS NOT NULL")


def upgrade() -> None:
    """Add the column, and the index that makes its values unique within a source."""
    op.add_column("deliveries", sa.Column("once", sa.Text))
    op.create_index(
        "deliveries_once",
        "deliveries",
        ["source", "once"],
        unique=True,
        sqlite_where=GIVEN,
        postgresql_where=GIVEN,
    )
