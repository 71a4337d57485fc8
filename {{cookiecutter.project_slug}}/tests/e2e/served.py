"""The service as it is, with every provider of this project: where it runs, what it stored."""

from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from owners import owned, variables
from processes import running, until
from receiver import providers
from receiver.commands.send import post
from receiver.commands.senders import Sender, sender, source_named
from receiver.deliveries import PENDING, Delivery, State
from receiver.settings import load_settings
from receiver.signatures.signing import Request
from receiver.storage import reading
from receiver.storage.opening import open_database
from servers.children import free_port

MOST = 10_000


@dataclass(frozen=True)
class Served:
    """A running service."""

    client: httpx2.Client
    url: str
    database_url: str
    keys: str

    def owner(self, name: str) -> dict[str, str]:
        """Return the environment of somebody who has this source alone, and the test keys."""
        return {**variables(owned(name)), "RECEIVER_TEST_KEYS": self.keys}

    def sender(self, name: str) -> Sender:
        """Return the sender that the environment has the key for."""
        settings = load_settings()
        return sender(settings, source_named(settings, name))

    def post(self, name: str, request: Request) -> int:
        """Send a request, and return the status of its answer."""
        return post(self.client, self.url, name, request).status_code

    def stored(self, name: str) -> list[tuple[Delivery, State]]:
        """Return the deliveries of a source in their order, once they are settled."""
        until(lambda: not any(state in PENDING for _, state in self._stored(name)))
        return self._stored(name)

    def _stored(self, name: str) -> list[tuple[Delivery, State]]:
        with open_database(self.database_url) as database, database.snapshot() as connection:
            newest = reversed(reading.newest(connection, MOST))
            found = [reading.one(connection, each.key) for each in newest if each.source == name]
        return [(each.delivery, each.state) for each in found if each]


@contextmanager
def served(folder: Path, database_url: str) -> Iterator[Served]:
    """Run the service in a folder, with a source of each provider."""
    port, keys = free_port(), str(folder / "keys")
    url = f"http://127.0.0.1:{port}"
    command = ["-m", "uvicorn", "--factory", "receiver.main:app", "--port", str(port)]
    given = variables(owned(*providers.names())) | {
        "RECEIVER_DATABASE_URL": database_url,
        "RECEIVER_TEST_KEYS": keys,
        "RECEIVER_LOG_LEVEL": "error",
    }
    with (
        chdir(folder),
        running([*command, "--no-access-log"], url, **given),
        httpx2.Client(timeout=10) as client,
    ):
        yield Served(client, url, database_url, keys)
