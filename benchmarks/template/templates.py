"""Templates to be rendered: this one as a fresh clone has it, and one with nothing in it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from benchmarks import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LEFT_OUT = (
    *(".git", ".venv", "__pycache__", ".*_cache*", ".hypothesis", "*.sqlite3*"),
    *("build", "node_modules"),
)
FOLDER = "{{cookiecutter.project_slug}}"
QUESTIONS = {"project_name": "Webhook Receiver", "project_slug": "webhook-receiver"}
EVERYTHING = ("providers=all", "background=all", "database=postgresql")


def ours(folder: Path) -> Path:
    """Copy this template without what running it has left here."""
    ignore = shutil.ignore_patterns(*LEFT_OUT)
    return shutil.copytree(ROOT, folder / "webhook-template", ignore=ignore)


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
