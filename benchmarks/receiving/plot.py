"""The plot: CPU for each delivery, as bars in an SVG that is readable in light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from benchmarks.load import SIZES, SMALL
from benchmarks.receiving.ours import PLAIN, TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.receiving.medians import Row

WIDTH, LEFT, RIGHT = 760, 300, 150
TOP, STEP, BAR = 44, 30, 20
OURS = {each.number for each in PLAIN if each.is_ours}
STYLE = """
    text { font: 14px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #6e7781 }
    .title { font-weight: 600 }
    .theirs { fill: #8c959f }
    .ours { fill: #2a9d7c }
    @media (prefers-color-scheme: light) { text { fill: #24292f } }
    @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }
"""
"""What does not know whether it is light or dark has grey text, which is readable on both."""


def svg(rows: Sequence[Row]) -> str:
    """Return a picture of the subjects that need no server of their own, at 0.5 KB."""
    numbers = {each.number for each in PLAIN}
    shown = [
        each
        for each in rows
        if (each.size, each.processes) == (SMALL, 1) and each.subject in numbers and each.rate
    ]
    most = max((each.cpu for each in shown), default=1.0)
    height = TOP + STEP * len(shown) + 8
    bars = "".join(_bar(row, TOP + STEP * index, most) for index, row in enumerate(shown))
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" role="img">
  <title>Microseconds of CPU for each delivery of {SIZES[SMALL]}</title>
  <style>{STYLE}  </style>
  <text class="title" x="8" y="22">CPU for each delivery of {SIZES[SMALL]}, less is better</text>
{bars}</svg>
"""


def _bar(row: Row, top: float, most: float) -> str:
    length = max(1.0, (WIDTH - LEFT - RIGHT) * row.cpu / most)
    middle, whose = top + BAR / 2 + 5, "ours" if row.subject in OURS else "theirs"
    kept = "" if row.durable == "nothing" else ", durable"
    return (
        f'  <text x="{LEFT - 10}" y="{middle:g}" text-anchor="end">'
        f"{escape(TITLES[row.subject])}</text>\n"
        f'  <rect class="{whose}" x="{LEFT}" y="{top}" width="{length:.1f}" height="{BAR}"/>\n'
        f'  <text x="{LEFT + length + 8:.1f}" y="{middle:g}">'
        f"{row.cpu:.0f} µs{kept}</text>\n"
    )
