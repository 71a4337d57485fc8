"""What is written from the providers' declarations says what they declare today."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from tests.baking import ROOT
from tools.declarations import declarations, written
from webhook_template_filters.options import PROVIDERS

if TYPE_CHECKING:
    from tests.baking import Baker

DECLARED = declarations()


def rows(text: str) -> dict[str, list[str]]:
    """Return the cells of each row of the tables of Markdown as they show, by the first one."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    cells: list[list[str]] = []
    for before, token in pairwise(tokens):
        if before.type == "tr_open":
            cells.append([])
        if before.type == "td_open":
            cells[-1].append("".join(part.content for part in token.children or []))
    return {row[0]: row for row in cells if row}


def test_nothing_is_due() -> None:
    """The question, the README's table and the extension hold what the declarations say."""
    due = [path.name for path, text in written().items() if text != path.read_text("utf-8")]
    assert [] == due, "run: uv run python -m tools.declarations"


def test_every_provider_is_declared() -> None:
    """Every provider that can be chosen is declared, and no other."""
    assert PROVIDERS.names() == list(DECLARED)


@pytest.mark.parametrize("name", DECLARED)
def test_docs_and_proof(name: str) -> None:
    """A provider links its sender's documentation and was held against some vector."""
    assert DECLARED[name]["docs"].startswith("https://")
    assert DECLARED[name]["proven"]
    assert DECLARED[name]["vectors"] >= 1


def test_table_of_the_template() -> None:
    """The README's table shows each provider, from its title to what it was held against."""
    shown = rows((ROOT / "README.md").read_text(encoding="utf-8"))
    for name, declared in DECLARED.items():
        row = shown[f"{declared['title']} {name}"]
        expected = [declared[key].replace("`", "") for key in ("scheme", "where", "id")]
        assert expected == row[1:4]
        assert row[5].endswith(declared["proven"].replace("`", ""))


def test_table_of_a_project(bake: Baker) -> None:
    """A project's documentation has a row for each chosen provider and for no other."""
    shown = rows(bake(providers="telnyx, github").text("docs/providers.md"))
    expected = {
        name: [declared["title"], declared["scheme"].replace("`", ""), declared["retries"]]
        for name, declared in DECLARED.items()
        if name in ("github", "telnyx")
    }
    assert expected == {
        cell.removeprefix("/webhooks/"): row[1:]
        for cell, row in shown.items()
        if cell.startswith("/webhooks/")
    }
