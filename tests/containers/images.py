"""Builds images with buildah, without an engine: in a folder of its own, with chroot."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGES = "ca-certificates,netbase,python3,python3-venv,tzdata"
TRUST = Path("/etc/ssl/certs/ca-certificates.crt")
"""What this machine trusts, in case that a proxy stands between it and the packages."""
AS_THE_REAL_ONE = """
ln -s /usr/bin/python3 /usr/local/bin/python3
ln -s python3 /usr/local/bin/python
rm -f /usr/lib/python3*/EXTERNALLY-MANAGED
cd /usr/share/python-wheels
PYTHONPATH=$(echo pip-*.whl) python3 -m pip install --quiet --no-index --find-links . pip
rm -rf /var/lib/apt/lists /var/cache/apt /usr/share/doc /usr/share/locale /usr/share/man
rm -rf /usr/lib/python3*/test /usr/lib/python3*/idlelib
find / -xdev -name '*.pyc' -delete
"""
PLAIN = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}


@dataclass(frozen=True)
class Images:
    """The images in a folder."""

    folder: Path

    def base(self) -> str:
        """Make an image that is as `python:3.13-slim` is, of Debian's packages; return its name."""
        root = self.folder / "base"
        _run("debootstrap", "--variant=minbase", f"--include={PACKAGES}", "trixie", str(root))
        shutil.copy(TRUST, root / TRUST.relative_to("/"))
        _run("chroot", str(root), "sh", "-ec", AS_THE_REAL_ONE)
        container = self("from", "scratch")
        self("copy", "--quiet", container, str(root), "/")
        given = PLAIN | {"SSL_CERT_FILE": str(TRUST)}
        settings = [f"--env={name}={value}" for name, value in given.items()]
        self("config", *settings, container)
        self("commit", "--quiet", container, "localhost/base")
        return "localhost/base"

    def build(self, project: Path, base: str) -> str:
        """Build the image of a project; return its name."""
        how = ("--isolation=chroot", "--format=docker", f"--build-arg=PYTHON={base}")
        self("build", *how, f"--tag=localhost/{project.name}", str(project))
        return f"localhost/{project.name}"

    def root(self, image: str) -> Path:
        """Mount the files of an image."""
        return Path(self("mount", self("from", image)))

    def config(self, image: str) -> dict[str, Any]:
        """Return what an image says of how it is run."""
        told = json.loads(self("inspect", "--type=image", image))
        return dict(told["Docker"]["config"])

    def size(self, image: str) -> int:
        """Return the bytes of the files of an image."""
        return int(_run("du", "--summarize", "--bytes", str(self.root(image))).split()[0])

    def __call__(self, *command: str) -> str:
        """Run a command of buildah; return what it prints."""
        where = ("--root", str(self.folder / "store"), "--runroot", str(self.folder / "run"))
        return _run("buildah", "--storage-driver=vfs", *where, *command).strip()


def _run(*command: str) -> str:
    ran = subprocess.run(command, env=PLAIN, capture_output=True, text=True, check=False)
    assert 0 == ran.returncode, ran.stdout + ran.stderr
    return ran.stdout
