"""A service whose clock is stopped, with the one source that a recorded message is for."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2
from fastapi import FastAPI
from sqlalchemy import select

from fake import parts
from receiver import wiring
from receiver.deliveries import Delivery
from receiver.middleware.answers import AnswersMiddleware
from receiver.middleware.signature import SignatureMiddleware
from receiver.routers.webhooks import receive
from receiver.services.keys import Keys
from receiver.services.running import Running
from receiver.services.verification import Source
from receiver.storage.reading import delivery_of
from receiver.storage.schema import deliveries
from recorded import body_of, source_of
from wire import Exchange, exchange

ORIGIN = "https://hooks.example.com"


@dataclass
class Service:
    """One source behind the real middleware, its clock stopped at `now`."""

    source: Source
    running: Running
    now: float
    certificate: str

    async def exchange(self, request: Mapping[str, Any]) -> Exchange:
        """Send a recorded request; its path is not ours, so it stands in `raw_path` alone."""
        url = urlsplit(request.get("url") or f"{ORIGIN}/?{request.get('query', '')}")
        settings = self.running.settings.model_copy(
            update={"public_url": f"{url.scheme}://{url.netloc}"}
        )
        app = SignatureMiddleware(
            FastAPI(),
            endpoint=receive,
            sources={self.source.name: self.source},
            metrics=self.running.metrics,
            settings=settings,
            keys=Keys(httpx2.MockTransport(self.publish)),
            clock=lambda: self.now,
        )
        return await exchange(
            AnswersMiddleware(app),
            f"/webhooks/{self.source.name}",
            [body_of(request)],
            method=request["method"],
            headers=request.get("headers", {}),
            raw_path=url.path.encode(),
            query_string=url.query.encode(),
            state={"running": self.running},
        )

    def publish(self, _request: httpx2.Request) -> httpx2.Response:
        """Return the certificate, wherever it is asked for."""
        return httpx2.Response(200, stream=httpx2.ByteStream(self.certificate.encode()))

    def stored(self) -> list[Delivery]:
        """Return what is in the inbox."""
        with self.running.database.snapshot() as connection:
            return [delivery_of(row) for row in connection.execute(select(deliveries))]


@asynccontextmanager
async def service(line: Mapping[str, Any], now: float, database_url: str) -> AsyncIterator[Service]:
    """Run a service with the source that a line for `receiver verify` describes."""
    source = source_of(line)
    async with wiring.run(parts(sources=[source], database_url=database_url)) as running:
        yield Service(source, running, now, line.get("cert", ""))
