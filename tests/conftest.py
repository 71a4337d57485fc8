"""Fixtures of the template's tests: a clean template, a baker, the variants."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.baking import ROOT, Baker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project

VARIANTS: dict[str, dict[str, str]] = {
    "default": {},
    "minimal": {"providers": "github"},
    "mixed": {"providers": "discord, google_pubsub, twilio"},
    "everything": {"providers": "all", "background": "all"},
}


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the template without what other tests leave in it while these run."""
    copy = tmp_path_factory.mktemp("template") / "webhook-template"
    left_out = shutil.ignore_patterns(
        ".git", ".venv", "__pycache__", ".*_cache*", ".hypothesis", "*.sqlite3*"
    )
    return shutil.copytree(ROOT, copy, ignore=left_out)


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
