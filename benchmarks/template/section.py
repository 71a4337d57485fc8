"""The section of RESULTS.md about the template itself."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks import markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TEXT = """\
## The template

Medians of {rounds} rounds. Rendering is the CPU of cookiecutter and its hooks, as after a fresh
clone. Files are written to memory, for each disk has its own price for creating one; on this
machine's it is in the last line. Starting is the time from the process to the first 200 of
`/readyz`, in an environment that has what the default project needs and nothing else.
"""
RENDERED = {
    "start": "`cookiecutter --version`, its own start",
    "empty": "a template without hooks that writes one file",
    "default": "this template, as its questions are answered by default",
    "everything": "this template, with every provider, strategy and database",
    "disk": "this template by default, on the disk",
}
STARTED = {
    "bare": "FastAPI with one route",
    "ours": "`receiver serve`, its database there",
    "fresh": "`receiver serve` for the first time: it creates the database",
}
BEYOND, TIMES = 0.5, 1.5
"""Seconds of CPU beyond cookiecutter's own start, and of how many bare starts one is."""


def section(results: Mapping[str, Any]) -> str:
    """Return the section, of what was kept."""
    cpu, starts = results["rendering"], results["starting"]
    text = TEXT.format(rounds=len(cpu["start"]))
    verdicts = markdown.verdicts(targets(cpu, starts))
    head = ("rendering", "", "CPU, s", "beyond its start, s")
    rows = [
        (title, "", f"{median(cpu[name]):.2f}", f"{beyond(cpu, name):.2f}")
        for name, title in RENDERED.items()
    ]
    return "\n".join((text, verdicts, markdown.table(head, rows, numbers=2), _starts(starts)))


def targets(
    cpu: Mapping[str, Sequence[float]], starts: Mapping[str, Sequence[Sequence[float]]]
) -> Iterator[tuple[str, str, str, bool]]:
    """Yield for each target what it is about, the target, the figure, and whether it is reached."""
    for name, title in (("default", "the default project"), ("everything", "everything chosen")):
        found = beyond(cpu, name)
        what = f"rendering beyond cookiecutter's own start, {title}"
        yield what, f"≤ {BEYOND} s", f"{found:.2f} s", found <= BEYOND
    found = times(starts, "ours")
    yield "start, of that of FastAPI alone", f"≤ {TIMES}", f"{found:.2f}", found <= TIMES


def beyond(cpu: Mapping[str, Sequence[float]], name: str) -> float:
    """Return the seconds of CPU beyond cookiecutter's own start, of the same round."""
    return median(each - own for each, own in zip(cpu[name], cpu["start"], strict=True))


def times(starts: Mapping[str, Sequence[Sequence[float]]], name: str) -> float:
    """Return how many bare starts one is, of the same round."""
    pairs = zip(starts[name], starts["bare"], strict=True)
    return median(each[0] / bare[0] for each, bare in pairs)


def _starts(starts: Mapping[str, Sequence[Sequence[float]]]) -> str:
    head = ("starting", "", "ms", "CPU, ms", "of bare")
    rows = []
    for name, title in STARTED.items():
        wall, cpu = (median(column) * 1e3 for column in zip(*starts[name], strict=True))
        rows.append((title, "", f"{wall:.0f}", f"{cpu:.0f}", f"{times(starts, name):.2f}"))
    return markdown.table(head, rows, numbers=3)
