"""Procrastinate's tables, made and migrated with the inbox's own.

https://procrastinate.readthedocs.io/en/stable/howto/production/migrations.html
"""

from procrastinate.schema import SchemaManager, migrations_path
from sqlalchemy import Connection, text

MARK = "receiver: "
"""What the comment of a table begins with that was made here; the last script's name follows."""
STANDING = text("""
    SELECT oid IS NOT NULL, obj_description(oid, 'pg_class')
    FROM CAST(to_regclass('procrastinate_jobs') AS oid) AS oid
""")


def migrate(connection: Connection) -> None:
    """Make Procrastinate's tables, or bring those that were made here to its newest schema."""
    alone = not connection.in_transaction()
    for name, script in _steps(connection).items():
        for each in (script, f"COMMENT ON TABLE procrastinate_jobs IS '{MARK}{name}'"):
            connection.exec_driver_sql(each, execution_options={"no_parameters": True})
        if alone:
            connection.commit()  # for some use what the ones before have added to a type


def has_tables(connection: Connection) -> bool:
    """Say whether there is nothing to migrate."""
    return not _steps(connection)


def _steps(connection: Connection) -> dict[str, str]:
    """Return the scripts to run; what cleans up after the newest ones waits for the next ones."""
    exists, mark = connection.execute(STANDING).one()
    scripts = sorted(migrations_path.glob("*.sql"))
    if not exists:
        return {scripts[-1].name: SchemaManager.get_schema()}
    done = mark.removeprefix(MARK) if mark and mark.startswith(MARK) else scripts[-1].name
    newest = max(each.name for each in scripts if "_post_" not in each.name)
    return {
        each.name: each.read_text(encoding="utf-8")
        for each in scripts
        if done < each.name <= newest
    }
