"""SQS as moto has it, a server that stands for Amazon's."""

import sys
from pathlib import Path
from socket import create_connection
from subprocess import Popen

from servers import children


class Sqs:
    """Keeps its queues in memory: killed, it forgets them."""

    remembers = False

    @staticmethod
    def url(port: int) -> str:
        """Return what clients are given."""
        return f"sqs://test:test@127.0.0.1:{port}"

    @staticmethod
    def start(folder: Path, port: int) -> Popen[bytes]:
        """Start it."""
        command = [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", str(port)]
        return children.spawn(command, folder / "log", by={})  # others cannot get at its packages

    @staticmethod
    def answers(port: int) -> bool:
        """Say whether it can be used."""
        try:
            create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            return False
        return True

    @staticmethod
    def missing() -> str:
        """Return nothing: it comes with the development packages."""
        return ""


KIND = Sqs()
