"""A project with one provider, for each provider there is: whole, and ready to start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dotenv import dotenv_values

from receiver import providers
from tests.baking import Baker
from tests.imports import broken, needed, packages
from tests.starting import starter
from webhook_template_filters.options import PROVIDERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.projects import Project


@pytest.fixture(scope="module", params=PROVIDERS.names())
def name(request: pytest.FixtureRequest) -> str:
    """Name a provider."""
    return str(request.param)


@pytest.fixture(scope="module")
def alone(name: str, template: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Bake a project with one provider; tests only read it."""
    return Baker(template, tmp_path_factory.mktemp(name))(providers=name)


def test_nothing_that_it_imports_was_deleted(alone: Project) -> None:
    """No file of the project, tests included, imports a module that went with the others."""
    assert [] == broken(alone)


def test_its_packages_are_declared(alone: Project) -> None:
    """The project depends on what its source imports and on nothing else; its tests find theirs."""
    runs, dev = needed(alone)
    assert packages(alone, "src") == runs
    assert set() == packages(alone, "tests") - runs - dev


def test_its_env_sets_what_it_needs(alone: Project, name: str) -> None:
    """.env sets a secret that can be made here, the options that must be, and nothing else."""
    provider = providers.load(name)
    secret, options = provider.scheme.secret, [each for each in provider.options if each.required]
    expected = [f"RECEIVER_OPTIONS__{name.upper()}__{each.name.upper()}" for each in options]
    if secret and secret.shared:
        expected.append(f"RECEIVER_SECRETS__{name.upper()}")
    if provider.scheme.covers_url():
        expected.append("RECEIVER_PUBLIC_URL")
    if provider.scheme.pairs:
        expected.append("RECEIVER_TEST_KEYS")
    assert sorted(expected) == sorted(dotenv_values(alone.path / ".env"))


@pytest.fixture(scope="module")
def start() -> Iterator[Callable[[Path], str]]:
    """Start projects, and say which sources each has."""
    with starter() as start:
        yield start


def test_it_starts(alone: Project, name: str, start: Callable[[Path], str]) -> None:
    """With its own .env, as the hook wrote it, the service has that source and no other."""
    assert name == start(alone.path)
