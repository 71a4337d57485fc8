"""The README's transcript, replayed: from an empty folder to handled deliveries, for real."""

from __future__ import annotations

import json
import os
import re
import subprocess
from typing import TYPE_CHECKING

from tests.baking import ROOT, SOURCE

if TYPE_CHECKING:
    from pathlib import Path

README = (ROOT / "README.md").read_text(encoding="utf-8")


def transcript() -> tuple[str, list[str]]:
    """Return the first command that the README shows, and the lines it is said to print."""
    shown = re.search(r"```console\n\$ (.+?)\n(.+?)```", README, re.DOTALL)
    assert shown
    return shown[1], shown[2].splitlines()


def test_the_first_command_does_what_the_readme_shows(tmp_path: Path) -> None:
    """The README's first command, word for word, prints what the README says; `…` is any text."""
    command, lines = transcript()
    cache = subprocess.run(["uv", "cache", "dir"], capture_output=True, text=True, check=True)
    environment = {
        name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PWD")
    }
    ran = subprocess.run(
        ["bash", "-c", command.replace("gh:org/webhook-template", f"'{ROOT}'")],
        cwd=tmp_path,
        env=environment | {"HOME": str(tmp_path), "UV_CACHE_DIR": cache.stdout.strip()},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert 0 == ran.returncode, ran.stderr
    pattern = "\n".join(".*".join(map(re.escape, line.split("…"))) for line in lines)
    printed = "\n".join(line.rstrip() for line in ran.stdout.splitlines())
    assert re.fullmatch(pattern, printed), ran.stdout


def test_each_promise_names_its_tests() -> None:
    """Every test that the README names stands where it says: in the template, or in a project."""
    before, there, after = README.partition("| promise | test in the project |")
    assert there
    for text, folder in ((before, ROOT), (after, SOURCE)):
        named = set(re.findall(r"`(tests/\S+\.py)`", text))
        assert named
        assert set() == {name for name in named if not (folder / name).is_file()}


def test_each_link_leads_somewhere() -> None:
    """Every file of the template that the README shows or leads to is there."""
    linked = set(re.findall(r"\]\((?!https?://)([^)#]+)", README))
    assert {"docs/images/terminal.svg", "CONTRIBUTING.md"} <= linked
    assert set() == {name for name in linked if not (ROOT / name).exists()}


def test_each_question_is_explained() -> None:
    """The table has each question that is asked."""
    questions = json.loads((ROOT / "cookiecutter.json").read_text(encoding="utf-8"))
    table = README.partition("## What you are asked")[2].partition("## ")[0]
    asked = {name for name in questions if not name.startswith("_")}
    assert asked == set(re.findall(r"`(\w+)`(?=[^|]*\|[^|]*\|[^|]*\|$)", table, re.MULTILINE))
