"""The indexes by which people list deliveries: those of a source, of an event, and not done."""

import sqlalchemy as sa

from receiver.storage.migrations.indexes import build_index, rebuild_index

revision = "0007"
down_revision = "0006"

UNDONE = sa.text("state = 'dead' OR state = 'unhandled' OR state = 'ignored'")


def upgrade() -> None:
    """Build them one after the other."""
    build_index("deliveries_listed", ["source", "event", "key"])
    rebuild_index("deliveries_undone", ["key", "state", "source", "event"], UNDONE)
