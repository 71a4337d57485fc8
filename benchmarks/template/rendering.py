"""Rendering: the CPU that cookiecutter and all hooks take, and what of it is its own start."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.processes import environment
from benchmarks.template import templates
from tests.baking import copy_of_template

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MEMORY = Path("/dev/shm")  # noqa: S108 - nothing there is secret
"""Where files cost what they cost everywhere: each disk has its own price for creating one."""


def rendered(rounds: int) -> dict[str, list[float]]:
    """Return the seconds of CPU of each case, round by round."""
    with TemporaryDirectory(prefix="benchmarks-") as place:
        disk = Path(place)
        options = templates.options(disk)
        ours, empty = str(copy_of_template(disk)), str(templates.empty(disk))
        cases = {
            "start": ("--version",),
            "empty": (*options, empty),
            "default": (*options, ours),
            "everything": (*options, ours, *templates.EVERYTHING),
        }
        found = [_round(cases, MEMORY if MEMORY.is_dir() else disk) for _ in range(rounds)]
        beside = [_round({"disk": cases["default"]}, disk) for _ in range(rounds)]
    both = [one | other for one, other in zip(found, beside, strict=True)]
    return {name: [each[name] for each in both] for name in both[0]}


def _round(cases: Mapping[str, Sequence[str]], where: Path) -> dict[str, float]:
    found = {}
    for name, arguments in cases.items():
        with TemporaryDirectory(dir=where) as folder:
            found[name] = _cpu([*arguments[:1], f"--output-dir={folder}", *arguments[1:]])
    return found


def _cpu(arguments: Sequence[str]) -> float:
    """Return the seconds that cookiecutter took, and the hooks that it ran.

    As after a fresh clone it compiles the template's own code, and nothing else.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        (sys.executable, "-m", "cookiecutter", *arguments),
        env=environment({"PYTHONDONTWRITEBYTECODE": "1"}),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
