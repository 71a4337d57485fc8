"""Renders the template, in this process or by the real command."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cookiecutter.main import cookiecutter

from tests.projects import Project, clean_environment

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "{{cookiecutter.project_slug}}"


def copy_of_template(folder: Path) -> Path:
    """Copy the template as a fresh clone has it, without what running it leaves there."""
    left_out = shutil.ignore_patterns(
        *(".git", ".venv", "__pycache__", ".*_cache*", ".hypothesis", "*.sqlite3*"),
        *("build", "node_modules"),
    )
    return shutil.copytree(ROOT, folder / "webhook-template", ignore=left_out)


@dataclass(frozen=True)
class Baker:
    """Bakes into one folder, with a replay file of its own: the home folder stays as it is."""

    template: Path
    folder: Path

    def __call__(self, **answers: str) -> Project:
        """Bake with these answers and the defaults of the others."""
        return self._render(extra_context=answers, no_input=True)

    def over(self, **answers: str) -> Project:
        """Bake over a project that exists."""
        return self._render(extra_context=answers, no_input=True, overwrite_if_exists=True)

    def without_hooks(self, **answers: str) -> Project:
        """Bake as `--accept-hooks no` does, over a project where there is one."""
        how = {"accept_hooks": False, "overwrite_if_exists": True}
        return self._render(extra_context=answers, no_input=True, **how)

    def replay(self) -> Project:
        """Bake with the answers in the replay file."""
        return self._render(replay=True)

    def cli(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run the real command."""
        where = (f"--config-file={self._config()}", f"--output-dir={self.folder}")
        return subprocess.run(
            (sys.executable, "-m", "cookiecutter", *where, str(self.template), *arguments),
            cwd=self.folder,
            input=typed,
            env=clean_environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    def replay_file(self) -> Path:
        """Return where the answers of the last time are."""
        return self.folder.with_suffix(".replay") / f"{self.template.name}.json"

    def _render(self, **how: Any) -> Project:  # noqa: ANN401 - as cookiecutter takes them
        config = str(self._config())
        folder = str(self.folder)
        path = cookiecutter(str(self.template), output_dir=folder, config_file=config, **how)
        return Project(Path(path))

    def _config(self) -> Path:
        path = self.folder.with_suffix(".yaml")
        path.write_text(f'replay_dir: "{self.replay_file().parent}"\n', encoding="utf-8")
        return path
