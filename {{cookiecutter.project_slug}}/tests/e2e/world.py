"""The world of an end-to-end test: one service, its inbox, and the traces of its handlers."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import httpx2

from fake import signed
from processes import fake_service, until
from receiver.deliveries import PENDING
from receiver.storage import reading
from receiver.storage.engine import open_database
from receiver.storage.reading import Summary


@dataclass(frozen=True)
class World:
    """A place for one service: its address, its inbox, and where its handlers leave traces."""

    client: httpx2.Client
    port: int
    database_url: str
    folder: Path

    @contextmanager
    def service(self, **settings: str) -> Iterator[Popen[bytes]]:
        """Run the service here."""
        settings = {
            "RECEIVER_DATABASE_URL": self.database_url,
            "RECEIVER_LEASE": "1",
            "FAKE_EFFECTS": str(self.folder / "effects"),
        } | settings
        with fake_service(self.port, **settings) as process:
            yield process

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

    def settled(self) -> None:
        """Wait until nothing in the inbox is pending."""
        until(lambda: not any(each.state in PENDING for each in self.deliveries()))
