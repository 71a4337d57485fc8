"""The proof: what each test of a fault measured, in one table at the end of the run.

A test of a fault bears `@pytest.mark.fault(number, "what happens")`, and is then one of
those that `pytest -m faults` runs. The fixture `proof` takes its figure.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest

Number = TypeVar("Number", int, float)

HEADINGS = ("fault", "what happens", "where", "figure", "pass")
WHERE = ("database_kind", "server_kind", "arrangement", "successor")
"""The parameters that say with what a fault was survived."""


@dataclass(frozen=True)
class Proof:
    """How far a test of a fault is to go, and where its figure is written down."""

    full: bool
    _record: Callable[[str, object], None]

    def of(self, short: Number, full: Number) -> Number:
        """Return the figure of the form that is run: `--faults=short` or `--faults=full`."""
        return full if self.full else short

    def figure(self, text: str) -> None:
        """Write down what was measured, in a few words: ``0 of 20,000 lost, 50 kills``."""
        self._record("figure", text)


@pytest.fixture
def proof(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Proof:
    """What a test of a fault measures is written down here."""
    return Proof(request.config.getoption("--faults") == "full", record_property)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of faults as such, and let their reports say which fault it is.

    Those of a kind of database that this project has not are left out, for they are no tests.
    """
    items[:] = [item for item in items if not _is_of_no_database(item)]
    for item in items:
        for mark in item.iter_markers("fault"):
            item.add_marker("faults")
            number, what = mark.args
            chosen = item.callspec.params if hasattr(item, "callspec") else {}
            where = [chosen[name] for name in WHERE if name in chosen]
            item.user_properties.append(("fault", (number, what, ", ".join(map(str, where)))))


def pytest_terminal_summary(terminalreporter: Any) -> None:  # noqa: ANN401 - pytest has no public type
    """Print the table: a row for each fault that was tested."""
    found = [
        row
        for outcome in ("passed", "failed", "error")
        for report in terminalreporter.stats.get(outcome, [])
        for row in _rows(report, passed=outcome == "passed")
    ]
    if not found:
        return
    terminalreporter.section("faults")
    rows = [HEADINGS, *(tuple(map(str, row)) for row in sorted(found, key=str_of))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        terminalreporter.write_line(line.rstrip())


def str_of(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return what rows are sorted by: the number first."""
    return (int(row[0]), *map(str, row[1:]))


def _is_of_no_database(item: pytest.Item) -> bool:
    """Say whether a test has no parameter to run with, which pytest calls a reason to skip it."""
    reasons = [str(mark.kwargs.get("reason", "")) for mark in item.iter_markers("skip")]
    return any(reason.startswith("got empty parameter set") for reason in reasons)


def _rows(report: Any, *, passed: bool) -> list[tuple[Any, ...]]:  # noqa: ANN401 - several classes of pytest
    """Return the rows of a report: none but for the test itself, or what kept it from running."""
    if report.when != "call" and passed:
        return []
    properties = getattr(report, "user_properties", [])
    figure = "; ".join(str(value) for name, value in properties if name == "figure")
    return [
        (*value, figure, "yes" if passed else "NO") for name, value in properties if name == "fault"
    ]
