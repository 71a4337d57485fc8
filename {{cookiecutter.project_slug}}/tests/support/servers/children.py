"""The processes of servers that tests run: they die with the tests, and can be frozen whole."""

import ctypes
import os
import pwd
import random
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from socket import create_server
from typing import Any

PORTS = range(15_000, 32_000)
"""Below those that systems give to connections, so that a stopped server keeps its own."""
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of linux/prctl.h

_libc = ctypes.CDLL(None)


def owner() -> dict[str, Any]:
    """Return as whom servers run, in `subprocess`'s terms.

    As the one who runs the tests; but servers refuse to be root's, as tests in containers are.
    """
    if os.geteuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def give(folder: Path) -> None:
    """Make a folder the servers' own."""
    found = owner()
    if found:
        os.chown(folder, found["user"], found["group"])


def may_read(folder: Path) -> bool:
    """Say whether servers can get at a folder: nobody can at what is in root's own."""
    return not owner() or all(each.stat().st_mode & 0o001 for each in (folder, *folder.parents))


def die_with_parent() -> None:
    """Ask, in a new process, to be killed when the thread ends that has started it."""
    if sys.platform == "linux":
        _libc.prctl(DIE_WITH_PARENT, signal.SIGKILL)


def free_port() -> int:
    """Return a port that nobody listens at, and that a stopped server keeps."""
    while True:
        port = random.choice(PORTS)  # noqa: S311 - not for security
        with suppress(OSError), create_server(("127.0.0.1", port)):
            return port


def spawn(
    command: list[str],
    log: Path,
    *,
    environment: Mapping[str, str] | None = None,
    by: Mapping[str, Any] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a server in a session of its own; it is killed when this thread ends.

    It is the `owner`'s, unless it has to be somebody else's.
    """
    with log.open("ab") as file:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - it takes no lock, and nothing else can
            **(owner() if by is None else by),
        )


@dataclass(frozen=True)
class Frozen:
    """A server that was stopped in its tracks; `guard` lets it go if the tests are killed."""

    processes: tuple[int, ...]
    guard: subprocess.Popen[bytes]

    def thaw(self) -> None:
        """Have it go on."""
        for each in self.processes:
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGCONT)
        self.guard.kill()
        self.guard.wait()


def freeze(pid: int) -> Frozen:
    """Stop a process in its tracks, and then the children that it has."""
    os.kill(pid, signal.SIGSTOP)
    processes = (pid, *_children(pid))
    for each in processes:
        os.kill(each, signal.SIGSTOP)
    wait = f"while kill -0 {os.getpid()}; do sleep 1; done"
    command = ["sh", "-c", f"{wait}; kill -CONT {' '.join(map(str, processes))}"]
    none = subprocess.DEVNULL
    guard = subprocess.Popen(command, stdout=none, stderr=none, start_new_session=True)
    return Frozen(processes, guard)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a server, frozen or not; children that wait for it, or serve it, end by themselves."""
    children = list(_children(process.pid))
    process.kill()
    for each in children:
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    process.wait()


def _children(pid: int) -> Iterator[int]:
    """Yield the children of a process, as Linux tells them."""
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = each.read_text().rpartition(")")[2].split()[1]
        except OSError:  # it has ended meanwhile
            continue
        if int(parent) == pid:
            yield int(each.parent.name)
