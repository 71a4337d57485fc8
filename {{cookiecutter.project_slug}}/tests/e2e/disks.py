"""Small disks, which are filled and freed again, or are read-only for a time."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Protocol

CHUNK = 65_536


class Disk(Protocol):
    """Where there is room, or none."""

    folder: Path
    what: str
    """What stands for the disk, in few words."""

    def fill(self, pid: int) -> None:
        """Leave no room, at least to a process and its files."""

    def free(self, pid: int) -> None:
        """Give the room back."""

    def read_only(self) -> AbstractContextManager[None]:
        """Let nobody write, as long as this lasts; no file may be open for writing before."""


@dataclass
class Mounted:
    """A file system of its own, in memory, so small that it is soon full."""

    folder: Path
    what: str = "tmpfs"

    def fill(self, pid: int) -> None:  # noqa: ARG002 - it is full for everybody
        """Write until there is no room."""
        with suppress(OSError), self._ballast.open("wb", buffering=0) as ballast:
            while True:
                ballast.write(bytes(CHUNK))

    def free(self, pid: int) -> None:  # noqa: ARG002 - for everybody again
        """Delete what was written."""
        self._ballast.unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Mount it so that not even root can write."""
        _run("mount", "-o", "remount,ro", str(self.folder))
        try:
            yield
        finally:
            _run("mount", "-o", "remount,rw", str(self.folder))

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"


@contextmanager
def mounted(megabytes: int) -> Iterator[Mounted]:
    """Mount a small disk; raises `PermissionError` for those who may not."""
    if os.geteuid():
        message = "only root may mount a disk"
        raise PermissionError(message)
    folder = Path(mkdtemp(prefix="receiver-disk-"))
    folder.chmod(0o755)  # servers are not root's
    try:
        _run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", str(folder))
        try:
            yield Mounted(folder)
        finally:
            _run("umount", "--lazy", str(folder))
    finally:
        folder.rmdir()


def _run(*command: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise PermissionError(done.stderr)
