"""Contrast: whatever is written can be read, in light and in dark, as WCAG AA asks."""

import re

import pytest

from receiver.console import static

PAIRS = dict(
    re.findall(
        r"--([a-z-]+): light-dark\((#[0-9a-f]{6}, #[0-9a-f]{6})\)",
        static.content("console.css").decode(),
    )
)
SURFACES = ("page", "surface", "sunken")
TEXTS = [
    *((text, below) for text in ("ink", "muted", "accent") for below in SURFACES),
    *((tone, f"{tone}-tint") for tone in ("good", "bad", "warn", "busy", "plain")),
    *((tone, "surface") for tone in ("good", "bad", "warn", "busy", "plain")),
    ("bad", "page"),
    ("on-accent", "accent"),
    ("ink", "busy-tint"),
    ("muted", "busy-tint"),
]
EDGES = [*(("edge", below) for below in ("page", "surface")), *(("accent", s) for s in SURFACES)]
"""What shows that something is a field, or has the focus."""


def luminance(colour: str) -> float:
    """Return how light a colour is, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, scheme: int) -> float:
    """Return the contrast of two colours of the palette, in light (0) or dark (1)."""
    found = sorted(luminance(PAIRS[each].split(", ")[scheme]) for each in (one, other))
    return (found[1] + 0.05) / (found[0] + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_texts(scheme: int) -> None:
    """Text has a contrast of 4.5 to what is below it."""
    assert {} == {pair: found for pair in TEXTS if (found := contrast(*pair, scheme)) < 4.5}


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_edges(scheme: int) -> None:
    """The edge of a field, and what shows the focus, have a contrast of 3."""
    assert {} == {pair: found for pair in EDGES if (found := contrast(*pair, scheme)) < 3}


def test_all() -> None:
    """Each colour of the style is one of the palette."""
    rest = static.content("console.css").decode().partition("--mono")[2]
    assert [] == re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgb|\bhsl", rest)
