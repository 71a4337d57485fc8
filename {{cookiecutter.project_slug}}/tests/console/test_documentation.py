"""The console's page of the documentation: its options and figures are those of the code."""

import re
from pathlib import Path

from receiver.console import desk, glances, static
from receiver.console.access import guesses, sessions
from receiver.console.options import NAMES
from receiver.console.showing import bodies
from receiver.settings import variable
from receiver.signatures.secret_rules import SHORTEST

PAGE = Path(__file__).parents[2].joinpath("docs/console.md").read_text(encoding="utf-8")


def test_options() -> None:
    """The table has each option, and no other."""
    named = re.findall(r"(?m)^\| `(RECEIVER_\w+)` \|", PAGE)
    assert sorted(variable("console", name) for name in NAMES) == sorted(named)


def test_figures() -> None:
    """Each figure on the page is the one that counts."""
    assert (5, 300, 8) == (guesses.MOST, guesses.SECONDS, sessions.HOURS)
    assert "After five wrong ones in five minutes" in PAGE
    assert "ends after eight hours" in PAGE
    assert (5, 1, 16) == (desk.SECONDS, glances.PACE, SHORTEST)
    assert ("wait for it 5 seconds at most, or 30" in PAGE, 30) == (True, desk.LONGEST)
    assert "one reading a second in each process" in " ".join(PAGE.split())
    assert "fewer than sixteen characters" in PAGE
    assert (65_536, True) == (bodies.LONGEST, "of more than 64 KiB the beginning" in PAGE)
    assert "const EVERY = 2000;" in static.content("console.js").decode()
    assert "looks again every two seconds" in " ".join(PAGE.split())


def test_pictures() -> None:
    """Each picture that the page shows is there, and small."""
    named = re.findall(r"\]\((images/[^)]+)\)", PAGE)
    sizes = [Path(__file__).parents[2].joinpath("docs", name).stat().st_size for name in named]
    assert (True, True) == (len(named) > 0, max(sizes) <= 150_000)
