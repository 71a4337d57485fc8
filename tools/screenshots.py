"""Takes the pictures in README.md: of the terminal, and of the documentation in a browser.

`uv run python -m tools.screenshots` bakes a project, runs what the pictures show, and writes
`docs/images/`. The browser is Chromium; where there is none, that picture stays as it is.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from cookiecutter.main import cookiecutter
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs/images"
COMMANDS = ("demo", "deliveries list", "deliveries show 2")
COLUMNS = 118
FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
"""What a picture would fetch from another host; the reader has a font of their own."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
HEADLESS = ("--headless", "--no-sandbox", "--hide-scrollbars", "--window-size=1280,800")


def terminal(project: Path) -> str:
    """Return a picture of a terminal in which the commands were called, as SVG."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    for command in COMMANDS:
        console.print(Text(f"$ uv run receiver {command}", style="bold"))
        console.print(Text.from_ansi(output(project, "receiver", *command.split())))
        console.print()
    picture = FONTS.sub("", console.export_svg(title=project.name, unique_id="terminal"))
    return re.sub(r"[ \t]+(?=\n)", "", picture)


def output(project: Path, module: str, *arguments: str) -> str:
    """Return what a module of the template's own environment prints in a project, coloured."""
    wide = {"FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "PYTHONPATH": "src"}
    command = (sys.executable, "-m", module, *arguments)
    ran = subprocess.run(  # noqa: S603 - the commands are our own
        command,
        cwd=project,
        env=os.environ | wide,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return ran.stdout.rstrip()


def page(project: Path, browser: str, target: Path) -> None:
    """Write a picture of the first page of a project's documentation."""
    site = project.with_suffix(".site")
    output(project, "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site))
    url = (site / "index.html").as_uri()
    subprocess.run((browser, *HEADLESS, f"--screenshot={target}", url), check=True)  # noqa: S603


def main() -> None:
    """Take both pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as folder:
        baked = cookiecutter(str(ROOT), no_input=True, default_config=True, output_dir=folder)
        project = Path(baked)
        (IMAGES / "terminal.svg").write_text(terminal(project), encoding="utf-8")
        if browser:
            page(project, browser, IMAGES / "documentation.png")


if __name__ == "__main__":
    main()
