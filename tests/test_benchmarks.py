"""The benchmarks: what is made of what was measured. Nothing is measured here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from markdown_it import MarkdownIt

from benchmarks.cores import share_out
from benchmarks.load import parsed, wrk
from benchmarks.receiving.medians import ratio, rows
from benchmarks.receiving.plot import svg
from benchmarks.receiving.runs import Run
from benchmarks.receiving.section import section
from benchmarks.receiving.targets import targets, too_much, undisturbed

OURS, NAIVE = "6a", "2"
TOLD = """\
Running 2s test @ http://127.0.0.1:8000/webhook
{"answered": 2100, "refused": 100, "broken": 3, "time": 2004000, "p50": 11400, "p99": 17152}
"""


def measured(subject: str, microseconds: float, number: int = 1) -> Run:
    """Return a run of a thousand deliveries in a second, each of which took so much CPU."""
    took: Any = {"seconds": 1.0, "p50": 10.0, "p99": 20.0, "cpu_seconds": microseconds / 1000}
    counts: Any = {"round": number, "accepted": 1000, "promised": 1000, "memory": 100_000_000}
    run = Run(subject=subject, **counts, **took)
    return replace(run, kept=1000, durable="SQLite, synchronous=FULL") if subject == OURS else run


def test_what_wrk_tells() -> None:
    """The last line is what load.lua has written; what was not refused was accepted."""
    load = parsed(TOLD)
    assert (2000, 3) == (load.accepted, load.broken)
    assert (2.004, 11.4, 17.152) == (load.seconds, load.p50, load.p99)


def test_without_wrk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where wrk is missing the command ends with one line, which says how it is had."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match=r"^wrk is not installed: apt-get install wrk$"):
        wrk()


def test_best_rounds() -> None:
    """Of each subject the round counts in which it took least."""
    runs = [measured(OURS, each) for each in (150, 400)] + [measured(NAIVE, 100)]
    assert 1.5 == pytest.approx(undisturbed(runs, OURS, NAIVE))
    assert undisturbed(runs[:2], OURS, NAIVE) is None


def test_ratio_is_of_neighbours() -> None:
    """Runs are compared with those of their own round: a slow moment does not matter."""
    runs = [measured(NAIVE, 100, 1), measured(OURS, 110, 1)]
    runs += [measured(NAIVE, 900, 2), measured(OURS, 990, 2)]
    runs += [measured(NAIVE, 300, 3), measured(OURS, 900, 3)]
    assert 1.1 == pytest.approx(ratio(runs, OURS, NAIVE))


@pytest.mark.parametrize(("found", "told"), [(1.6, "1.60 times"), (1.4, ""), (None, "")])
def test_too_much(found: float | None, told: str) -> None:
    """At 1.6 times the naive endpoint's CPU the short form fails, and says so; at 1.4 it passes."""
    assert told in too_much(found)
    assert bool(told) == bool(too_much(found))


def test_nothing_was_measured() -> None:
    """Without both runs there is no ratio, and no target is reached or missed."""
    assert ratio([measured(OURS, 100)], OURS, NAIVE) is None
    assert {None} == {each.reached for each in targets([])}


def test_what_is_not_kept_is_lost() -> None:
    """A server loses what it has accepted and has not; one that promises nothing loses nothing."""
    assert (1, 0) == (replace(measured(OURS, 100), kept=999).lost, measured(NAIVE, 100).lost)


def test_nothing_accepted() -> None:
    """Of a server that refuses everything no share of its CPU is a delivery's."""
    (row,) = rows([replace(measured(OURS, 100), accepted=0, failed=7)])
    assert (float("inf"), 1.0) == (row.cpu, row.failed)


def test_section() -> None:
    """The section is Markdown, says what failed, and whether targets are reached."""
    runs = [measured(NAIVE, 200), replace(measured(OURS, 150), failed=1000)]
    kept = {"about": {"machine": {"cores": "2"}}, "left_out": {"4 processes": "why"}}
    text = section({**kept, "runs": [vars(run) for run in runs]})
    assert 2 == MarkdownIt("gfm-like", {"linkify": False}).render(text).count("<table>")
    parts = ("| ≤ 1 | 0.75 | reached |", "| **50.00%** |", "- Left out: 4 processes: why.")
    assert [] == [part for part in parts if part not in text]


def test_plot() -> None:
    """The plot has a bar for each subject, and says which of them keep what they accept."""
    text = svg(rows([measured(NAIVE, 200), measured(OURS, 150)]))
    assert (2, 1) == (text.count("<rect"), text.count("durable"))


def test_cores() -> None:
    """Each process has a core and wrk another one; where that cannot be, they share all."""
    assert ((0, 1), (2,), (3,)) == tuple(vars(share_out(2, range(4))).values())
    assert ((0,), (1,), (0,)) == tuple(vars(share_out(1, range(2))).values())
    assert [False, True] == [share_out(each, range(2)).is_common for each in (1, 2)]
