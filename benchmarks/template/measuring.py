"""Measuring: how a project is written, and how it starts; results are plain data."""

from __future__ import annotations

from typing import Any

from benchmarks.template.rendering import rendered
from benchmarks.template.starting import started

ROUNDS, FEW = 9, 3


def measure(*, short: bool = False) -> dict[str, Any]:
    """Return seconds by case, round by round; raises `NotHereError` without uv and packages."""
    rounds = FEW if short else ROUNDS
    return {"rendering": rendered(rounds), "starting": started(rounds)}
