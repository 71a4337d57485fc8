"""An app and an endpoint behind the signature middleware, which remember what came through."""

from collections.abc import Callable, Sequence
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from fake import OLD_SECRET, SECRET, settings, source
from receiver.deliveries import Delivery
from receiver.handshakes import Reply, as_text
from receiver.middleware.answers import AnswersMiddleware
from receiver.middleware.body import read_body
from receiver.middleware.signature import SignatureMiddleware
from receiver.observability.metrics import Metrics
from receiver.services.keys import Keys
from receiver.services.verification import Source
from wire import Exchange, exchange

NOW = 1_760_000_000


class Behind:
    """What stands behind the middleware, and stands for the running service as well."""

    stopping = False

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
        self.accepted: list[Delivery] = []
        self.services: list[object] = []
        self.metrics = Metrics()
        self.app = AnswersMiddleware(
            SignatureMiddleware(
                self.answer,
                endpoint=self.accept,
                sources={each.name: each for each in trusted},
                metrics=self.metrics,
                settings=settings(**values),
                keys=keys or Keys(),
                clock=clock,
            )
        )

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Remember the request, and answer."""
        self.scopes.append(scope)
        self.bodies.append(await read_body(receive, 1_000_000))
        await PlainTextResponse("passed")(scope, receive, send)

    async def accept(
        self, deliveries: tuple[Delivery, ...], running: object
    ) -> tuple[Reply, Sequence[int]]:
        """Remember the deliveries, and accept them."""
        self.accepted += deliveries
        self.services.append(running)
        return as_text("accepted", 202), [1]

    async def notify(self, _keys: Sequence[int]) -> None:
        """Take a hint."""

    async def get(self, *given: Any, **members: Any) -> Exchange:  # noqa: ANN401 - as `exchange` takes them
        """Send a request."""
        state = {"running": self, **members.pop("state", {})}
        return await exchange(self.app, *given, state=state, **members)

    def counted(self, name: str, **labels: str) -> float | None:
        """Return a metric."""
        return self.metrics.registry.get_sample_value(name, labels)
