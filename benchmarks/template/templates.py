"""A template with nothing in it, to be rendered beside this one, and how both are rendered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "{{cookiecutter.project_slug}}"
QUESTIONS = {"project_name": "Webhook Receiver", "project_slug": "webhook-receiver"}
EVERYTHING = ("providers=all", "background=all", "database=postgresql")


def empty(folder: Path) -> Path:
    """Write a template that asks two questions and writes one file; it has no hooks."""
    template = folder / "empty"
    (template / FOLDER).mkdir(parents=True)
    (template / FOLDER / "README.md").write_text("# {{ cookiecutter.project_name }}\n")
    (template / "cookiecutter.json").write_text(json.dumps(QUESTIONS))
    return template


def options(folder: Path) -> tuple[str, ...]:
    """Return cookiecutter's options for a run that asks nothing, and keeps nothing elsewhere."""
    config = folder / "config.yaml"
    kept = {"replay_dir": str(folder / "replay"), "cookiecutters_dir": str(folder / "clones")}
    config.write_text(json.dumps(kept))
    return ("--no-input", f"--config-file={config}")
