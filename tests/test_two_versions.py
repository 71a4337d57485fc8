"""Two versions of the template in one process, as an update renders them, each with its filters."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.baking import SOURCE
from tests.projects import clean_environment

if TYPE_CHECKING:
    from pathlib import Path

RENDER = """
import sys
from pathlib import Path
from cookiecutter.main import cookiecutter

def render(template, slug):
    how = {"no_input": True, "default_config": True, "extra_context": {"project_slug": slug}}
    print(cookiecutter(template, **how))

older, newer, readme, filters = sys.argv[1:]
render(older, "older")
for name, begin, end in ((readme, "", "{{ 'newer' | shout }}\\n"), (filters, "", SHOUT)):
    file = Path(newer, name)
    file.write_text(begin + file.read_text("utf-8") + end, "utf-8")
render(newer, "newer")
"""
SHOUT = """

def add_filters(environment: Environment, known=add_filters) -> None:
    known(environment)
    environment.filters["shout"] = str.upper
"""


@pytest.mark.parametrize("folder", ["here", "there"])
def test_each_has_its_own(template: Path, tmp_path: Path, folder: str) -> None:
    """A filter that only the newer version has is known to it, in the same folder or another."""
    for name in {"here", folder}:
        shutil.copytree(template, tmp_path / name)
    code = f"SHOUT = {SHOUT!r}\n{RENDER}"
    files = (f"{SOURCE.name}/README.md", "webhook_template_filters/filters.py")
    ran = subprocess.run(
        (sys.executable, "-c", code, "here", folder, *files),
        cwd=tmp_path,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == ran.returncode, ran.stderr
    texts = [(tmp_path / each / "README.md").read_text("utf-8") for each in ("older", "newer")]
    assert [False, True] == [text.endswith("NEWER\n") for text in texts]
