"""The benchmarks of the template itself: what is made of what was measured."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.template.section import beyond, section, times

RENDERING = {
    "start": [0.2, 0.4, 0.3],
    "empty": [0.3, 0.5, 0.4],
    "default": [0.5, 0.8, 0.6],
    "everything": [0.8, 1.0, 0.9],
    "disk": [0.9, 1.1, 1.0],
}


def measured(ours: float) -> dict[str, Any]:
    """Return results in which the service takes so many bare starts, however slow a round was."""
    bare = [[0.4, 0.4], [0.8, 0.8], [0.5, 0.5]]
    cases = {"bare": 1.0, "ours": ours, "fresh": 2.0}
    starting = {name: [[wall * by, cpu * by] for wall, cpu in bare] for name, by in cases.items()}
    return {"rendering": RENDERING, "starting": starting}


def test_compared_within_a_round() -> None:
    """What is beyond cookiecutter's own start, and how many bare starts one is."""
    assert pytest.approx(0.3) == beyond(RENDERING, "default")
    assert pytest.approx(1.4) == times(measured(1.4)["starting"], "ours")


@pytest.mark.parametrize(("ours", "verdict"), [(1.4, "reached"), (1.6, "**not reached**")])
def test_verdicts(ours: float, verdict: str) -> None:
    """Each target stands in the section, and whether it was reached."""
    lines = section(measured(ours)).splitlines()
    assert f"| start, of that of FastAPI alone | ≤ 1.5 | {ours:.2f} | {verdict} |" in lines
    told = "| rendering beyond cookiecutter's own start, everything chosen | ≤ 0.5 s | 0.60 s | "
    assert f"{told}**not reached** |" in lines
