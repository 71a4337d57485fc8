"""Every request has an id, in every log line, for whoever answers, and in the answer."""

import pytest
import structlog
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from receiver.middleware.answers import AnswersMiddleware
from wire import exchange


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the id that the log would have."""
    bound = structlog.contextvars.get_contextvars()["request_id"]
    assert bound == scope["state"]["request_id"]
    await PlainTextResponse(bound)(scope, receive, send)


async def ids(*given: bytes) -> list[str]:
    """Return the id in the log and those in the answer's headers."""
    headers = [(b"x-request-id", each) for each in given]
    done = await exchange(AnswersMiddleware(app), headers=headers)
    answered = [value.decode() for name, value in done.headers if name == b"x-request-id"]
    return [done.body.decode(), *answered]


@pytest.mark.parametrize("given", [b"a", b"3f9a-1c7b_e2.D8", b"x" * 64])
async def test_given(given: bytes) -> None:
    """The id that a proxy gave the request is kept."""
    assert [given.decode()] * 2 == await ids(given)


@pytest.mark.parametrize(
    "given", [b"", b"x" * 65, b"a b", b"a\n", b"a\x1b[31m", b"\xff", "é".encode(), b"<script>"]
)
async def test_insane(given: bytes) -> None:
    """An id that could do harm is replaced."""
    bound, answered = await ids(given)
    assert bound == answered
    assert bound.encode() != given
    assert 32 == len(bound)


async def test_made() -> None:
    """A request without an id gets one of its own."""
    assert 4 == len({*await ids(), *await ids(), *await ids(), *await ids()})


async def test_several() -> None:
    """Of several ids the first one counts, and one is answered."""
    assert ["a", "a"] == await ids(b"a", b"b")


async def test_afterwards() -> None:
    """The id is forgotten with its request."""
    await ids(b"a")
    assert "request_id" not in structlog.contextvars.get_contextvars()


async def test_no_request() -> None:
    """What is no request, such as the server's start, passes."""
    passed = []

    async def inner(scope: Scope, _receive: Receive, _send: Send) -> None:
        passed.append(scope["type"])

    await exchange(AnswersMiddleware(inner), type="lifespan")
    assert ["lifespan"] == passed
