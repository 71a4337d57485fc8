"""The conditions of SQLite's indexes again, each state compared by itself.

For a list of three or more SQLite makes a table, for each index and each row that is written:
a third of its time for a new one was that. PostgreSQL takes both for the same.
"""

import sqlalchemy as sa
from alembic import op

from receiver.storage.migrations.indexes import TABLE, build_index

revision = "0005"
down_revision = "0004"

PENDING = "state = 'received' OR state = 'processing' OR state = 'retrying'"
UNDONE = "state = 'dead' OR state = 'unhandled' OR state = 'ignored'"
CONDITIONS = {
    ("deliveries_due", "due_at"): PENDING,
    ("deliveries_prunable", "received_at", "state"): (
        f"(state = 'done' OR {UNDONE}) AND pruned_at IS NULL"
    ),
    ("deliveries_undone", "key", "state"): UNDONE,
    ("deliveries_order", "source", "ordering", "(key + 0)"): (
        f"ordering IS NOT NULL AND ({PENDING})"
    ),
}


def upgrade() -> None:
    """Build them one after the other."""
    if op.get_context().dialect.name != "sqlite":
        return
    for (name, *columns), condition in CONDITIONS.items():
        op.drop_index(name, TABLE)
        build_index(name, [sa.text(each) for each in columns], sa.text(condition))
