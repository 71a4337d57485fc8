"""While the service stops, senders are told to open another connection for their next delivery."""

from types import SimpleNamespace

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from receiver.middleware.answers import AnswersMiddleware
from wire import exchange


async def connection(*, before: bool, meanwhile: bool) -> str | None:
    """Return what an answer says of its connection, by whether the service was stopping."""
    service = SimpleNamespace(stopping=before)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        service.stopping = meanwhile
        await PlainTextResponse("")(scope, receive, send)

    return (await exchange(AnswersMiddleware(app), state={"running": service})).header("connection")


async def test_stopping() -> None:
    """Answers that begin while the service stops are the last on their connections."""
    assert ["close", "close", None] == [
        await connection(before=True, meanwhile=True),
        await connection(before=False, meanwhile=True),
        await connection(before=False, meanwhile=False),
    ]


async def test_without_a_service() -> None:
    """Servers that tell no state, and what is no request, pass as they are."""
    passed = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        passed.append(scope["type"])
        await PlainTextResponse("")(scope, receive, send)

    assert None is (await exchange(AnswersMiddleware(app))).header("connection")
    await exchange(AnswersMiddleware(app), type="lifespan")
    assert ["http", "lifespan"] == passed
