"""What the chosen strategies need beside themselves, as their own files say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from webhook_template_filters.options import BACKGROUND, DATABASE, PROJECT, chosen
from webhook_template_filters.refusals import refuse

if TYPE_CHECKING:
    from collections.abc import Iterable

BROKERS = PROJECT / "tests/support/brokers"
JOBS_IN = re.compile(r'\bJobs\(\s*(?:database=)?"(\w+)"')
"""Where a strategy says which kind of database its jobs are in."""


def brokers(strategies: Iterable[str]) -> list[str]:
    """Return the kinds of brokers, as their URLs begin, that strategies can use."""
    texts = [_text(name) for name in strategies]
    every = sorted(path.stem for path in BROKERS.glob("[!_]*.py"))
    return [name for name in every if any(f'"{name}://' in text for text in texts)]


def with_engines(strategies: Iterable[str]) -> list[str]:
    """Return those of the strategies whose workers are an engine's."""
    return [name for name in strategies if "Engine(" in _text(name)]


def unneeded_brokers(strategies: Iterable[str]) -> list[str]:
    """Return the kinds of brokers that tests can run and none of the strategies uses."""
    kept = brokers(strategies)
    return [name for name in brokers(BACKGROUND.names()) if name not in kept]


def check_together(background: str, database: str) -> str:
    """Refuse strategies whose jobs would be in a database that was not chosen; return nothing."""
    there = [*DATABASE.given, *chosen(DATABASE, database)]
    strategies = chosen(BACKGROUND, background)
    for name in strategies:
        place = database_of(name)
        if place and place not in there:
            fault = f"has no place for the jobs of {name}, which are in {place}"
            others = [each for each in strategies if each != name]
            without = f"{database} with background={', '.join(others) or 'none'}"
            refuse("database", database, fault, valid=[place, without], nearest=place)
    return ""


def database_of(strategy: str) -> str:
    """Return the kind of database that a strategy's jobs are in, or nothing if it needs none."""
    found = JOBS_IN.search(_text(strategy))
    return found[1] if found else ""


def _text(name: str) -> str:
    """Return what is in the file of a strategy, or in those of its folder."""
    files = [BACKGROUND.folder / f"{name}.py", *sorted((BACKGROUND.folder / name).glob("*.py"))]
    return "".join(path.read_text(encoding="utf-8") for path in files if path.exists())
