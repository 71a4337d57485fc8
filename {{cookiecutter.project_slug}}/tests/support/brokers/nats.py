"""NATS with JetStream, from a wheel."""

import shutil
from pathlib import Path
from socket import create_connection
from subprocess import Popen
from sysconfig import get_path

from servers import children


class Nats:
    """Keeps its streams in files."""

    remembers = True

    @staticmethod
    def url(port: int) -> str:
        """Return what clients are given."""
        return f"nats://127.0.0.1:{port}"

    @staticmethod
    def start(folder: Path, port: int) -> Popen[bytes]:
        """Start it, with the data that is there."""
        program = folder / "nats-server"
        if not program.exists():
            shutil.copy(Path(get_path("scripts")) / "nats-server", program)
        command = [str(program), "--addr", "127.0.0.1", "--port", str(port)]
        command += ["--jetstream", "--store_dir", str(folder)]
        return children.spawn(command, folder / "log")

    @staticmethod
    def answers(port: int) -> bool:
        """Say whether it can be used."""
        try:
            with create_connection(("127.0.0.1", port), timeout=1) as connection:
                return connection.recv(5) == b"INFO "
        except OSError:
            return False

    @staticmethod
    def missing() -> str:
        """Return nothing: it comes with the development packages."""
        return ""


KIND = Nats()
