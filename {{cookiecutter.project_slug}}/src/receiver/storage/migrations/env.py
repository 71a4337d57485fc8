"""Alembic's entry: runs the migrations on the connection that `migrate` was given.

In the transaction that is open there, or in one for each migration.
"""

from alembic import context

from receiver.storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=True,
    version_table=context.config.attributes["version_table"],
)
with context.begin_transaction():
    context.run_migrations()
