"""An app behind the signature middleware that remembers what came through."""

from collections.abc import Callable
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from fake import OLD_SECRET, SECRET, settings, source
from receiver.middleware.body import read_body
from receiver.middleware.problems import ProblemsMiddleware
from receiver.middleware.signature import SignatureMiddleware
from receiver.observability.metrics import Metrics
from receiver.services.keys import Keys
from receiver.services.verification import Source
from wire import Exchange, exchange

NOW = 1_760_000_000


class Behind:
    """What stands behind the middleware and remembers what it was given."""

    def __init__(
        self,
        *sources: Source,
        keys: Keys | None = None,
        clock: Callable[[], float] = lambda: NOW + 0.5,
        **values: Any,  # noqa: ANN401 - any setting
    ) -> None:
        trusted = sources or [source("fake", SECRET, OLD_SECRET)]
        self.scopes: list[Scope] = []
        self.bodies: list[bytes] = []
        self.metrics = Metrics()
        self.app = ProblemsMiddleware(
            SignatureMiddleware(
                self.answer,
                sources={each.name: each for each in trusted},
                metrics=self.metrics,
                settings=settings(**values),
                keys=keys or Keys(),
                clock=clock,
            )
        )

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Remember the request, and answer."""
        state = {"state": dict(scope["state"])} if "state" in scope else {}
        self.scopes.append({**scope, **state})
        self.bodies.append(await read_body(receive, 1_000_000))
        await PlainTextResponse("passed", 202)(scope, receive, send)

    async def get(self, *given: Any, **members: Any) -> Exchange:  # noqa: ANN401 - as `exchange` takes them
        """Send a request."""
        return await exchange(self.app, *given, **members)

    def counted(self, name: str, **labels: str) -> float | None:
        """Return a metric."""
        return self.metrics.registry.get_sample_value(name, labels)
