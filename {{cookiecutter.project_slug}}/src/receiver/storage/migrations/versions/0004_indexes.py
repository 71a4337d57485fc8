"""The indexes by which orders are kept, and by which operators and retention find deliveries."""

import sqlalchemy as sa

from receiver.storage.migrations.indexes import build_index

revision = "0004"
down_revision = "0003"

WAITING_IN_ORDER = sa.text(
    "ordering IS NOT NULL AND state IN ('received', 'processing', 'retrying')"
)
PROCESSED_IN_ORDER = sa.text("ordering IS NOT NULL AND state = 'processing'")
SETTLED_WITH_BODY = sa.text(
    "state IN ('done', 'dead', 'unhandled', 'ignored') AND pruned_at IS NULL"
)
PRUNED = sa.text("pruned_at IS NOT NULL")
UNDONE = sa.text("state IN ('dead', 'unhandled', 'ignored')")


def upgrade() -> None:
    """Build them one after the other."""
    build_index("deliveries_order", ["source", "ordering", sa.text("(key + 0)")], WAITING_IN_ORDER)
    build_index(
        "deliveries_order_processed", ["source", "ordering"], PROCESSED_IN_ORDER, unique=True
    )
    build_index("deliveries_prunable", ["received_at", "state"], SETTLED_WITH_BODY)
    build_index("deliveries_pruned", ["received_at"], PRUNED)
    build_index("deliveries_undone", ["key", "state"], UNDONE)
