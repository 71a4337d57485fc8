"""The world of an end-to-end test: one service, its inbox, and the traces of its handlers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from subprocess import Popen

import httpx2
from sqlalchemy import select

from fake import signed
from processes import PATIENCE, READY, fake_service, group, until
from receiver.services.strategies import worker_of
from receiver.settings import PREFIX, Settings
from receiver.storage import health, reading
from receiver.storage.engine import Database
from receiver.storage.opening import open_database
from receiver.storage.reading import Summary
from receiver.storage.schema import deliveries
from servers.children import free_port


@dataclass(frozen=True)
class World:
    """A place for one service: its address, its inbox, and where its handlers leave traces."""

    client: httpx2.Client
    port: int
    database_url: str
    folder: Path
    more: Mapping[str, str] = field(default_factory=dict)
    """Settings of the service and its workers, beside the usual ones."""

    @contextmanager
    def service(self, awaited: str = READY, **settings: str) -> Iterator[Popen[bytes]]:
        """Run the service here, and wait until it is ready, or alive."""
        with fake_service(self.port, awaited, **self.settings() | settings) as process:
            yield process

    @contextmanager
    def worker(self, *arguments: str, **settings: str) -> Iterator[Popen[bytes]]:
        """Run a worker here, as its engine's own command does, and wait until it is ready."""
        address = f"127.0.0.1:{free_port()}"
        settings = self.settings() | {"RECEIVER_WORKER_ADDRESS": address} | settings
        command = ["-m", *command_of(settings), *arguments]
        with group(command, f"http://{address}", **settings) as process:
            yield process

    def settings(self) -> dict[str, str]:
        """Return the environment of the service and its workers."""
        return {
            "RECEIVER_DATABASE_URL": self.database_url,
            "RECEIVER_LEASE": "1",
            "RECEIVER_LOG_LEVEL": "warning",
            "FAKE_EFFECTS": str(self.folder / "effects"),
            "FAKE_FAIL": str(self.folder / "fail"),
            "FAKE_SLOW": str(self.folder / "slow"),
            "FAKE_TRACES": str(self.folder / "traces"),
            **self.more,
        }

    def url(self, path: str = "/webhooks/fake") -> str:
        """Return an address of the service."""
        return f"http://127.0.0.1:{self.port}{path}"

    def deliver(
        self, body: bytes = b"{}", *, event: str = "ping", delivery_id: str | None = None
    ) -> httpx2.Response:
        """Send a signed delivery."""
        headers = signed(body, event=event, delivery_id=delivery_id)
        return self.client.post(self.url(), content=body, headers=headers)

    def deliveries(self) -> list[Summary]:
        """Return what is in the inbox, newest first."""
        with open_database(self.database_url) as database, database.snapshot() as connection:
            return reading.newest(connection, 10_000)

    def effects(self) -> Counter[str]:
        """Return how often the handlers took effect, by delivery id."""
        file = self.folder / "effects"
        return Counter(file.read_text().split() if file.exists() else [])

    def beside(self) -> "World":
        """Return a place for another service on the same inbox."""
        return replace(self, port=free_port())

    def stored(self) -> dict[str, bytes]:
        """Return the bytes of what is in the inbox, by delivery id."""
        statement = select(deliveries.c.delivery_id, deliveries.c.body)
        with open_database(self.database_url) as database, database.snapshot() as connection:
            return {name: bytes(body) for name, body in connection.execute(statement)}

    def lost(self, accepted: Mapping[str, bytes]) -> set[str]:
        """Return the ids of what is not in the inbox as it was sent, or was never handled."""
        stored, effects = self.stored(), self.effects()
        kept = {name for name, body in accepted.items() if stored.get(name) == body}
        return set(accepted) - (kept & set(effects))

    def settled(self, patience: float = PATIENCE) -> None:
        """Wait until nothing in the inbox is pending."""
        with open_database(self.database_url) as database:
            until(lambda: not self._pending(database), patience)

    def _pending(self, database: Database) -> int:
        with database.snapshot() as connection:
            return sum(health.depths(connection).values())


def command_of(variables: Mapping[str, str]) -> Sequence[str]:
    """Return the command that runs a worker, as the variables have it."""
    given = {name.removeprefix(PREFIX).lower(): value for name, value in variables.items()}
    return worker_of(Settings.model_validate(given), "fake_engine")
