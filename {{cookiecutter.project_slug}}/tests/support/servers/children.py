"""The processes of servers that tests run: they die with the tests, and can be frozen whole."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from random import SystemRandom
from socket import create_server
from typing import Any

PORTS = range(15_000, 32_000)
"""Below those that systems give to connections: nobody else takes that of a server meanwhile."""
PATIENCE = 60.0
"""Seconds that a server may take to start, or to stop."""
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
        port = SystemRandom().choice(PORTS)
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


class Child:
    """A server that is a child process of the tests, and can be stopped in its tracks."""

    _process: subprocess.Popen[bytes] | None = None
    _frozen: tuple[int, ...] = ()
    _guard: subprocess.Popen[bytes] | None = None

    def freeze(self) -> None:
        """Stop every process of it: connections stay, and nothing answers.

        A guard has it go on if the tests are killed meanwhile.
        """
        assert self._process
        assert not self._frozen
        os.kill(self._process.pid, signal.SIGSTOP)
        self._frozen = (self._process.pid, *_children(self._process.pid))
        for each in self._frozen:
            os.kill(each, signal.SIGSTOP)
        wait = f"while kill -0 {os.getpid()}; do sleep 1; done"
        command = ["sh", "-c", f"{wait}; kill -CONT {' '.join(map(str, self._frozen))}"]
        none = subprocess.DEVNULL
        self._guard = subprocess.Popen(command, stdout=none, stderr=none, start_new_session=True)

    def thaw(self) -> None:
        """Have it go on, if it was frozen."""
        for each in self._frozen:
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGCONT)
        if self._guard:
            self._guard.kill()
            self._guard.wait()
        self._frozen, self._guard = (), None

    def kill(self) -> None:
        """End it at once, whatever state it is in, with the children that serve it."""
        self.thaw()
        if self._process:
            children = list(_children(self._process.pid))
            self._process.kill()
            for each in children:
                with suppress(ProcessLookupError):
                    os.kill(each, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def _began(
        self, process: subprocess.Popen[bytes], answers: Callable[[], bool], log: Path
    ) -> None:
        """Wait until a process that was started answers."""
        self._process = process
        end = time.monotonic() + PATIENCE
        while not answers():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.01)


def _children(pid: int) -> Iterator[int]:
    """Yield the children of a process, as Linux tells them."""
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = each.read_text().rpartition(")")[2].split()[1]
        except OSError:  # it has ended meanwhile
            continue
        if int(parent) == pid:
            yield int(each.parent.name)
