"""Fixtures of the template's tests: a clean template, a baker, the variants."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.baking import ROOT, Baker, copy_of_template
from tools.live import NAMED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project

MIXED = {"providers": "discord, google_pubsub, twilio", "database": "postgresql"}
VARIANTS = {name: NAMED[name] for name in ("default", "minimal", "everything")} | {"mixed": MIXED}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the one who runs the tests say how many variants and mutants there are."""
    told = "how many variants: short (pairs, presets, 20 random ones) or full (1,000 random ones)"
    parser.addoption("--variants", choices=("short", "full"), default="short", help=told)
    told = "which broken receivers: short (those that are noticed in seconds) or full"
    parser.addoption("--mutants", choices=("short", "full"), default="short", help=told)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the template without what other tests leave in it while these run."""
    return copy_of_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def mypy_cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Share what mypy learns about packages and files, which it knows again by their bytes.

    It begins with what was learnt by typing the template and, in place, the project.
    """
    learnt, folder = ROOT / ".mypy_cache", tmp_path_factory.mktemp("mypy")
    if learnt.is_dir():
        shutil.copytree(learnt, folder, dirs_exist_ok=True)
    return str(folder)


@pytest.fixture
def bake(template: Path, tmp_path: Path) -> Baker:
    """Bake into a fresh folder."""
    folder = tmp_path / "projects"
    folder.mkdir()
    return Baker(template, folder)


@pytest.fixture(scope="session", params=VARIANTS)
def variant(
    request: pytest.FixtureRequest, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    """Bake each variant once; tests only read it."""
    return Baker(template, tmp_path_factory.mktemp(request.param))(**VARIANTS[request.param])


def pytest_terminal_summary(terminalreporter: Any) -> None:  # noqa: ANN401 - pytest has no public type
    """Say how many of the mutants were killed, and which lived."""
    ran = {
        value: outcome == "passed"
        for outcome in ("passed", "failed", "error")
        for report in terminalreporter.stats.get(outcome, [])
        for name, value in getattr(report, "user_properties", [])
        if name == "mutant"
    }
    if ran:
        lived = sorted(name for name, killed in ran.items() if not killed)
        told = f"{len(ran) - len(lived)} of {len(ran)} killed"
        terminalreporter.section("mutants")
        terminalreporter.write_line(f"{told}; alive: {', '.join(lived)}" if lived else told)
