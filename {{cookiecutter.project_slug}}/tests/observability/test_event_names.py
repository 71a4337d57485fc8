"""Events: the names of all lines that the service logs are alike, and in the documentation."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import receiver

FILES = sorted(Path(receiver.__file__).parent.rglob("*.py"))
PAGE = Path(__file__).parents[2] / "docs" / "observability.md"
METHODS = {"debug", "info", "warning", "error", "critical", "exception", "log"}
NAME = re.compile(r"[a-z]+\.[a-z_]+")
MADE = {
    "delivery.{}": ("accepted", "duplicate", "done", "dead", "retrying", "unhandled"),
    "attempt.{}": ("done", "failed", "dead"),
}
"""Names that end in a state, an outcome or a verdict, with those that there are."""
NAMED = ("event", "LOGGED")
"""Variables that hold a name until it is logged."""
ELSEWHERE = {"tracing", "console"}
"""Folders that have a page of their own."""
OF_SOME = ("broker.", "checkpoint.", "sqlite.")
"""What only some of a project's options log, although its page has all."""


def events(file: Path) -> Iterator[str]:
    """Yield the events that a file logs, with `{}` for what is filled in."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _logs(node.func):
            yield from filter(None, map(_text, node.args))
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in NAMED:
            yield from filter(None, [_text(node.value)])


def _logs(called: ast.Attribute) -> bool:
    made = called.value
    named = isinstance(made, ast.Name) and made.id == "log"
    return called.attr in METHODS and (named or ast.unparse(made) == "structlog.get_logger()")


def _text(node: ast.expr) -> str | None:
    if isinstance(node, ast.IfExp):
        return None if _text(node.body) is None else f"{_text(node.body)} {_text(node.orelse)}"
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(each.value) if isinstance(each, ast.Constant) else "{}" for each in node.values
        )
    found = node.value if isinstance(node, ast.Constant) else None
    return found if isinstance(found, str) else None


def names(file: Path) -> set[str]:
    """Return the names of the events that a file logs."""
    found = {name for text in events(file) for name in text.split()}
    made = {each for each in found if "{}" in each}
    return (found - made) | {each.format(end) for each in made for end in MADE[each]}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_names(file: Path) -> None:
    """Each is a thing and what has become of it: two words, dotted, never a sentence."""
    assert [] == [name for name in names(file) if not NAME.fullmatch(name)]


def test_documented() -> None:
    """The documentation lists each of them, and none that is not there."""
    here = [file for file in FILES if not ELSEWHERE & {*file.parts}]
    logged = {name for file in here for name in names(file)}
    table = PAGE.read_text(encoding="utf-8").partition("### The events")[2].partition("\n## ")[0]
    rows = re.findall(r"(?m)^\| (`.*?) \|", table)
    listed = set(re.findall(r"`([a-z_.]+)`", " ".join(rows)))
    assert set() == logged - listed
    assert set() == {each for each in listed - logged if not each.startswith(OF_SOME)}
