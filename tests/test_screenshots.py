"""The pictures in README.md: they show what is there today, and fetch nothing."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from tools.screenshots import IMAGES, terminal

if TYPE_CHECKING:
    from tests.baking import Baker

CHANGING = re.compile(
    r"[0-9a-f]{12}|\d+\.\d+\.\d+|:\d{5}\b|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|\b\d+s\b|0\.\d{3} s"
)
"""Ids, ports, versions, moments, ages and durations, which are others each time."""
LARGEST = 200_000


def lines(picture: str) -> list[str]:
    """Return the lines that a picture of a terminal shows, without what changes."""
    rows: dict[str, str] = {}
    for height, shown in re.findall(r'<text class[^>]* y="([\d.]+)"[^>]*>(.*?)</text>', picture):
        rows[height] = rows.get(height, "") + unescape(shown).replace("\xa0", " ")
    return [CHANGING.sub("…", row).split("…")[0].rstrip() for row in rows.values()]


def test_the_terminal(bake: Baker) -> None:
    """The picture shows what the commands print, with the fonts of whoever looks at it."""
    kept = (IMAGES / "terminal.svg").read_text(encoding="utf-8")
    taken = terminal(bake().path)
    assert lines(taken) == lines(kept), "run: uv run python -m tools.screenshots"
    assert any("202 accepted" in line for line in lines(taken))
    assert "@font-face" not in kept


def test_they_are_small() -> None:
    """No picture is larger than a page may be."""
    assert [] == [path.name for path in IMAGES.iterdir() if path.stat().st_size > LARGEST]
