"""`receiver serve` imports what it needs: a start waits for nothing that is never used."""

import os
import re
import subprocess
import sys
from pathlib import Path

from processes import environment

STARTED = """
import sys
from receiver import main
from receiver.cli import app
from receiver.commands.serve import prepare
from receiver.settings import load_settings

prepare(load_settings())
main.app()
print(*sys.modules)
"""
"""What `receiver serve` does until it listens: the commands, the inbox, the application."""
UNUSED = {
    *("alembic", "mako"),  # the schema is this version's
    *("sqlalchemy.orm", "sqlalchemy.ext.asyncio", "aiosqlite"),  # no handler takes a session
    *("httpx2", "cryptography", "joserfc"),  # no provider fetches a key, or has one of its own
    *("pyngrok", "rich", "pygments"),  # they are other commands'
    "opentelemetry.sdk",  # no collector is named
    *("jinja2", "receiver.console"),  # nobody is let in
    "pydantic.v1",  # FastAPI looks whether what a route returns is a model of it
    *("receiver.commands.deliveries", "receiver.storage.indexes", "receiver.worker"),
}
OPTION = r"receiver\.(?:providers|background|storage\.databases)\.(\w+)"
"""A module of which there are others in its place."""


def test_imports(database_url: str, database_kind: str, tmp_path: Path) -> None:
    """Where no source and no handler needs it, nothing of that is imported, and no other option."""
    (tmp_path / "handlers").mkdir()
    (tmp_path / "handlers" / "__init__.py").touch()
    variables = environment(RECEIVER_DATABASE_URL=database_url)
    variables["PYTHONPATH"] = os.pathsep.join([str(tmp_path), variables["PYTHONPATH"]])
    command = [sys.executable, "-c", STARTED]
    ran = subprocess.run(command, env=variables, capture_output=True, text=True, check=True)
    imported = {*ran.stdout.split()}
    assert set() == imported & UNUSED
    optional = (re.match(OPTION, each) for each in imported)
    assert {"base", "inprocess", database_kind} == {found[1] for found in optional if found}
