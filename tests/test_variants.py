"""What is in a project, by what was chosen, told option by option."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.baking import ROOT, SOURCE, Baker
from tests.conftest import VARIANTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project

LICENSES = json.loads((ROOT / "cookiecutter.json").read_text(encoding="utf-8"))["license"]
PROVIDERS = {path.stem for path in SOURCE.glob("src/receiver/providers/[!_]*.py")} - {"base"}
STRATEGIES = {path.stem for path in SOURCE.glob("src/receiver/background/[!_]*.py")} - {"base"}


def modules(folder: Path) -> set[str]:
    """List the options that a folder of the project holds."""
    return {path.stem for path in folder.glob("[!_]*.py")} - {"base"}


def files_of(option: str, project: Project) -> set[str]:
    """List a project's files that are named after an option."""
    mirror = re.compile(rf"(on_|test_|test_on_)?{option}\.(py|json)")
    return {name for name in project.names() if mirror.fullmatch(name.rpartition("/")[2])}


def test_default_has_three_providers(bake: Baker) -> None:
    """Answering with Enter alone gives generic, github and stripe, and the in-process strategy."""
    project = bake()
    found = modules(project.path / "src/receiver/providers")
    assert (
        {"generic", "github", "stripe"},
        {"inprocess"},
    ) == (found, modules(project.path / "src/receiver/background"))


def test_minimal_has_one_provider(bake: Baker) -> None:
    """Of what was not chosen no module, example handler, test or vector is left."""
    project = bake(providers="github")
    assert {"github", "inprocess"} == {p for p in PROVIDERS | STRATEGIES if files_of(p, project)}


def test_everything_has_every_file(bake: Baker) -> None:
    """Choosing all keeps every Python file of the template."""
    project = bake(**VARIANTS["everything"])
    source = bake.template / SOURCE.name
    kept = {name for name in project.names() if name.endswith(".py")}
    assert {path.relative_to(source).as_posix() for path in source.rglob("*.py")} == kept


@pytest.mark.parametrize("license_", LICENSES)
def test_each_license_is_written(bake: Baker, license_: str) -> None:
    """LICENSE holds the chosen text and, where it has a place for one, the author."""
    text = bake(license=license_, author_name="Ada").text("LICENSE")
    assert (license_ == "Apache-2.0") != ("Copyright (c) Ada" in text)
