"""The report: each measurement's results, kept as JSON, and RESULTS.md, which is made of them.

A measurement is run and kept by itself; RESULTS.md has a section for each that was kept.
"""

from __future__ import annotations

import json
import shlex
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from benchmarks import HERE
from benchmarks.handling.section import section as handling
from benchmarks.machine import machine, versions
from benchmarks.markdown import about
from benchmarks.receiving.section import section as receiving
from benchmarks.template.section import section as template

if TYPE_CHECKING:
    from collections.abc import Mapping

RESULTS = HERE / "results"
REPORT = HERE / "RESULTS.md"
SECTIONS = {"receiving": receiving, "handling": handling, "template": template}
"""What makes a measurement's section of its results, in the order of the sections."""
HEAD = """\
# Results

Written by `python -m benchmarks … --write`; [README.md](README.md) says what is measured and how to
read it. The numbers are one machine's: compare ratios, and run it on yours.
"""


def keep(name: str, results: Mapping[str, Any]) -> None:
    """Keep results, with where and when they were had, and write RESULTS.md anew."""
    circumstances = {
        "at": datetime.now(UTC).date().isoformat(),
        "command": shlex.join(["python", "-m", "benchmarks", *sys.argv[1:]]),
        "machine": machine(),
        "versions": versions(),
    }
    text = json.dumps({"about": circumstances, **results}, indent=1, ensure_ascii=False)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    REPORT.write_text(written(), encoding="utf-8")


def written() -> str:
    """Return RESULTS.md, of all results that are kept."""
    parts = [HEAD]
    for name, section in SECTIONS.items():
        file = RESULTS / f"{name}.json"
        if file.exists():
            results = json.loads(file.read_text(encoding="utf-8"))
            parts += [section(results), about(results["about"])]
    return "\n".join(parts)
