"""Runs an image as a strict engine does: as process 1, without rights, its root not writable."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PREPARE = """
mount --make-rprivate /
mount --bind "$ROOT" "$ROOT"
mount -o remount,ro,bind "$ROOT"
mount -t proc proc "$ROOT/proc"
mount -t tmpfs -o mode=1777 tmpfs "$ROOT/tmp"
mount -t tmpfs tmpfs "$ROOT/dev"
for device in null zero random urandom; do
    touch "$ROOT/dev/$device"
    mount --bind "/dev/$device" "$ROOT/dev/$device"
done
mkdir "$ROOT/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$ROOT/dev/shm"
mount --bind "$VOLUME" "$ROOT$PLACE"
exec env -i "$@"
"""
CONFINED = ("--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all")


@dataclass(frozen=True)
class Box:
    """Where an image's files are, what it says of itself, and the folder that is its volume."""

    root: Path
    config: Mapping[str, Any]
    volume: Path

    def prepare(self) -> None:
        """Give the volume the owner that an engine copies from the image."""
        (place,) = self.config["Volumes"]
        there = (self.root / place.lstrip("/")).stat()
        self.volume.mkdir(mode=there.st_mode & 0o777)
        os.chown(self.volume, there.st_uid, there.st_gid)

    def command(self, arguments: Sequence[str], **settings: str) -> list[str]:
        """Return the command that runs another in the box."""
        (place,) = self.config["Volumes"]
        user, _, group = self.config["User"].partition(":")
        names = [f"ROOT={self.root}", f"VOLUME={self.volume}", f"PLACE={place}"]
        given = [*self.config["Env"], *(f"{name}={value}" for name, value in settings.items())]
        enter = ["/usr/sbin/chroot", str(self.root), "setpriv", f"--reuid={user}"]
        enter += [f"--regid={group}", *CONFINED, "--", "sh", "-c", 'cd "$0" && exec "$@"']
        new = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-ec", PREPARE, "sh"]
        return ["env", *names, *new, *given, *enter, self.config["WorkingDir"], *arguments]

    def run(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        command = self.command(arguments, **settings)
        return subprocess.run(command, capture_output=True, text=True, check=False)

    @contextmanager
    def running(self, *arguments: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
        """Run the image's own command, with some arguments more, and kill it in the end."""
        whole = self.command([*self.config["Cmd"], *arguments], **settings)
        with subprocess.Popen(whole, stderr=subprocess.PIPE, text=True) as outside:
            try:
                yield outside
            finally:
                outside.kill()


def stop(outside: subprocess.Popen[str], sign: str) -> None:
    """Send the command in the box the signal of this name."""
    inside = Path(f"/proc/{outside.pid}/task/{outside.pid}/children").read_text(encoding="ascii")
    os.kill(int(inside), signal.Signals[sign])
