"""Limits on what a process may write: the closest to a small disk for those who may mount none."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Limited:
    """What behaves like a disk to one process, and to the files in a folder.

    Each write fails as it does on a full disk, if with another error of the system: EFBIG.
    """

    folder: Path
    what: str = "limits of a process"

    def fill(self, pid: int) -> None:
        """Let the process write nothing to any file."""
        self._limit(pid, 0)

    def free(self, pid: int) -> None:
        """Let it write again."""
        self._limit(pid, resource.RLIM_INFINITY)

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Take away the right to write, which binds everybody but root."""
        with without_right_to_write(self.folder, *self.folder.iterdir()):
            yield

    def _limit(self, pid: int, size: int) -> None:
        _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))


@contextmanager
def without_right_to_write(*files: Path) -> Iterator[None]:
    """Take away the right to write to files, which binds everybody but root."""
    before = {each: each.stat().st_mode for each in files}
    for each, mode in before.items():
        each.chmod(mode & ~0o222)
    try:
        yield
    finally:
        for each, mode in before.items():
            each.chmod(mode)
