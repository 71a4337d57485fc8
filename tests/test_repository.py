"""The template's repository: what must hold in several of its files at once."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from itertools import chain

import pytest

from tests.baking import ROOT, SOURCE
from webhook_template_filters.requirements import members

TASKS = ["lint", "type", "test", "run", "build"]


@pytest.mark.parametrize("folder", [ROOT, SOURCE], ids=["template", "project"])
def test_five_tasks(folder: object) -> None:
    """Here and in a project the tasks have the same five names."""
    text = (ROOT / str(folder) / "Makefile").read_text(encoding="utf-8")
    assert TASKS == re.findall(r"(?m)^([a-z]+):", text)


def test_python_carries_no_jinja() -> None:
    """Python files are copied as they are, so none has anything to render."""
    jinja = re.compile(r"\{\{|\{%|\{#|cookiecutter")
    files = SOURCE.rglob("*.py")
    assert [] == [path for path in files if jinja.search(path.read_text(encoding="utf-8"))]


def test_each_test_file_has_a_name_of_its_own() -> None:
    """No two test files share a name, but in packages: pytest would take one for the other."""
    files = SOURCE.glob("tests/**/test_*.py")
    names = Counter(path.name for path in files if not (path.parent / "__init__.py").exists())
    assert [] == [name for name, count in names.items() if count > 1]


def test_environment_holds_what_a_project_needs() -> None:
    """Everything that a project needs is in the template's environment, with the same bounds."""
    own = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = tomllib.loads((SOURCE / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    needed = {*project["project"]["dependencies"], *chain(*(members(groups, n) for n in groups))}
    assert set() == needed - members(own["dependency-groups"], "dev")


def test_lock_names_one_index() -> None:
    """The lock file takes every package from one index and none from a folder of some machine."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    sources = [package["source"] for package in lock["package"]]
    assert {"registry", "virtual"} == {kind for source in sources for kind in source}
    assert 1 == len({source["registry"] for source in sources if "registry" in source})
