"""Real brokers for the tests: one module for each kind, named as the scheme of its URLs."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from subprocess import Popen
from tempfile import mkdtemp
from typing import Protocol

from servers import children


class Kind(Protocol):
    """How a broker is run: its data in a folder, at a port."""

    remembers: bool
    """Whether it has its data again after a kill."""

    @staticmethod
    def url(port: int) -> str:
        """Return what clients are given."""

    @staticmethod
    def start(folder: Path, port: int) -> Popen[bytes]:
        """Start it, with the data that is there."""

    @staticmethod
    def answers(port: int) -> bool:
        """Say whether it can be used."""

    @staticmethod
    def missing() -> str:
        """Return what it needs and is not here, if anything."""


class Broker(children.Child):
    """A broker whose misfortunes are at the test's command."""

    def __init__(self, kind: Kind, folder: Path, port: int) -> None:
        self.url = kind.url(port)
        self.remembers = kind.remembers
        self._kind = kind
        self._folder = folder
        self._port = port

    def start(self) -> None:
        """Start, at the address and with the data it had, and wait until it answers."""
        process = self._kind.start(self._folder, self._port)
        self._began(process, lambda: self._kind.answers(self._port), self._folder / "log")


def scheme(url: str) -> str:
    """Return the kind of broker that a URL is of."""
    return url.partition(":")[0]


def missing(name: str) -> str:
    """Return what a kind of broker needs and is not here, if anything."""
    return _kind(name).missing()


@contextmanager
def own(name: str) -> Iterator[Broker]:
    """Run a broker for one test."""
    folder = Path(mkdtemp(prefix=f"receiver-{name}-"))
    children.give(folder)
    broker = Broker(_kind(name), folder, children.free_port())
    try:
        broker.start()
        yield broker
    finally:
        broker.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _kind(name: str) -> Kind:
    kind: Kind = import_module(f"{__name__}.{name}").KIND
    return kind
