"""Dependencies: a router gets verified deliveries, or nothing at all."""

import pytest
from starlette.requests import Request

from fake import delivery, signed
from receiver.dependencies import running, verified_deliveries
from receiver.errors import SignatureInvalid
from receiver.signatures.signing import encoded
from wire import request


def made(**state: object) -> Request:
    """Return a request with this state."""
    return Request({**request("/webhooks/fake", "POST", encoded(signed())), "state": state})


async def test_verified() -> None:
    """The deliveries that the middleware left are handed on."""
    sent = (delivery("a"), delivery("b"))
    assert sent is await verified_deliveries(made(deliveries=sent))


@pytest.mark.parametrize(
    "found", [None, (), [], "a", ({"id": "1"},), (delivery(), None), [delivery()]]
)
async def test_not_verified(found: object) -> None:
    """Anything else is refused, however it got there."""
    with pytest.raises(SignatureInvalid, match="the request was not verified"):
        await verified_deliveries(made(deliveries=found))


async def test_nothing_there() -> None:
    """So is a request that no middleware has seen."""
    with pytest.raises(SignatureInvalid, match="the request was not verified"):
        await verified_deliveries(made())


async def test_running() -> None:
    """The running parts are those of the server's state."""
    parts = object()
    assert parts is await running(made(running=parts))
