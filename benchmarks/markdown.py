"""Markdown: the tables of the sections, and what each says of where it was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: int = 0) -> str:
    """Return a table; behind its first two columns there may be some of numbers."""
    marks = ["---"] * 2 + ["--:"] * numbers
    marks += ["---"] * (len(head) - len(marks))
    lines = [head, marks, *rows]
    return "".join(f"| {' | '.join(each)} |\n" for each in lines)


def verdicts(rows: Iterable[tuple[str, str, str, bool]]) -> str:
    """Return the table of targets: what each is about, the target, what was measured, and reached.

    What was not reached stands out.
    """
    told = ((*row, "reached" if is_reached else "**not reached**") for *row, is_reached in rows)
    return table(("what", "target", "measured", ""), told)


def about(circumstances: Mapping[str, Any]) -> str:
    """Return when and how it was measured, on which machine and of which versions."""
    listed = {**circumstances["machine"], **circumstances["versions"]}
    told = f"Measured on {circumstances['at']}, by <code>{circumstances['command']}</code>"
    return f"""\
<details><summary>{told}</summary>

{table(("what", "which"), listed.items())}
</details>
"""
