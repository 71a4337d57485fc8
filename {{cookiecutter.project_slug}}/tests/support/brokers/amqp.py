"""RabbitMQ, from Debian, with an epmd of its own, which its node is known to."""

from contextlib import suppress
from pathlib import Path
from socket import create_connection
from subprocess import Popen

from servers import children

PROGRAM = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
BOTH = f"""
    setpriv --pdeathsig KILL epmd -address 127.0.0.1 &
    until epmd -names >/dev/null 2>&1; do sleep 0.02; done
    exec {PROGRAM}
"""
"""Without an epmd that is there already the node would start one, which outlives it."""


class RabbitMQ:
    """A node of one, its data in files."""

    remembers = True

    @staticmethod
    def url(port: int) -> str:
        """Return what clients are given."""
        return f"amqp://guest:guest@127.0.0.1:{port}//"

    @staticmethod
    def start(folder: Path, port: int) -> Popen[bytes]:
        """Start it, with the data that is there."""
        settings = {
            "RABBITMQ_NODENAME": f"test{port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(port),
            "RABBITMQ_DIST_PORT": str(children.free_port()),
            "RABBITMQ_MNESIA_BASE": str(folder),
            "RABBITMQ_LOG_BASE": str(folder),
            "RABBITMQ_LOGS": "-",
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 2:2 +sbwt none",
            "ERL_EPMD_PORT": str(children.free_port()),
            "HOME": str(folder),
            "RUNNING_UNDER_SYSTEMD": "true",  # no shell in between, which would leave it behind
        }
        return children.spawn(["sh", "-c", BOTH], folder / "log", environment=settings)

    @staticmethod
    def answers(port: int) -> bool:
        """Say whether it can be used: it greets who speaks its protocol."""
        with suppress(OSError), create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(b"AMQP\x00\x00\x09\x01")
            return connection.recv(1) == b"\x01"
        return False

    @staticmethod
    def missing() -> str:
        """Return what it needs and is not here, if anything."""
        return "" if PROGRAM.exists() else "RabbitMQ: apt-get install rabbitmq-server"


KIND = RabbitMQ()
