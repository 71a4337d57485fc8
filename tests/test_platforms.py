"""Windows and macOS: nothing is called that would stop the template or a project there."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.baking import ROOT, SOURCE
from tests.projects import clean_environment

if TYPE_CHECKING:
    from pathlib import Path

CALLED = {SOURCE: ["src"], ROOT: ["hooks", "webhook_template_filters"]}
"""What has to run everywhere; tests freeze and kill processes as Linux alone lets them."""
ALONE = (
    *("--config-file=", "--no-site-packages", "--ignore-missing-imports"),
    *("--disable-error-code=call-arg", "--disable-error-code=misc"),
)
"""Without the packages, which takes a fifth of the time and knows less of what they define."""


@pytest.mark.parametrize("platform", ["win32", "darwin"])
@pytest.mark.parametrize("folder", CALLED, ids=["project", "template"])
def test_calls(folder: Path, platform: str, tmp_path: Path) -> None:
    """What is called on a system is there, by the types of its standard library."""
    where = (f"--platform={platform}", f"--cache-dir={tmp_path}", *CALLED[folder])
    done = subprocess.run(
        (sys.executable, "-m", "mypy", *ALONE, *where),
        cwd=folder,
        env=clean_environment() | {"MYPYPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Success" in done.stdout, done.stdout + done.stderr


# What asks for the file descriptor of a socket, or for signals in a loop: types see no difference.
UNSEEN = re.compile(r"\bos\.dup\(|\.add_signal_handler\(|\.add_reader\(|\bos\.exec[lv]|\bloop=\"")
GUARDED = "src/receiver/server/systems.py"


def test_what_types_do_not_see() -> None:
    """What has the same type everywhere and works on some systems alone is in one file."""
    found = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.glob("src/**/*.py")
        if UNSEEN.search(path.read_text(encoding="utf-8"))
    }
    assert {GUARDED} == found


def unencoded(path: Path) -> list[str]:
    """List the calls of a file that read or write text in whatever encoding a system has."""
    calls = (each for each in ast.walk(ast.parse(path.read_bytes())) if isinstance(each, ast.Call))
    return [
        ast.unparse(call)
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in ("read_text", "write_text")
        and "encoding" not in {each.arg for each in call.keywords}
    ]


def test_encodings() -> None:
    """No text is read or written in whatever encoding a system happens to have."""
    files = [
        path
        for folder, names in CALLED.items()
        for n in names
        for path in (folder / n).rglob("*.py")
    ]
    assert {} == {path.name: calls for path in files if (calls := unencoded(path))}
    rule = ("--preview", "--isolated", "--select=PLW1514")
    command = ("ruff", "check", "--quiet", *rule, *map(str, files))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "" == done.stdout


def test_line_endings() -> None:
    """Files have the same bytes in every clone, those of vectors whatever they are."""
    attributes = {
        "README.md": "lf",
        f"{SOURCE.name}/pyproject.toml": "lf",
        f"{SOURCE.name}/tests/vectors/github.json": "unset",
    }
    for name, expected in attributes.items():
        asked = ("git", "check-attr", "eol" if expected == "lf" else "text", "--", name)
        done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
        assert expected == done.stdout.strip().rpartition(": ")[2]
