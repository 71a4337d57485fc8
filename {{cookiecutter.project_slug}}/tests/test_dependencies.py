"""Dependencies: a router gets a verified delivery, or nothing at all."""

import pytest
from starlette.requests import Request

from fake import delivery, signed
from receiver.dependencies import running, verified_delivery
from receiver.errors import SignatureInvalid
from receiver.signing import encoded
from wire import request


def made(**state: object) -> Request:
    """Return a request with this state."""
    return Request({**request("/webhooks/fake", "POST", encoded(signed())), "state": state})


async def test_verified() -> None:
    """The delivery that the middleware left is handed on."""
    sent = delivery()
    assert sent is await verified_delivery(made(delivery=sent))


@pytest.mark.parametrize("state", [{}, {"delivery": None}, {"delivery": {"id": "1"}}])
async def test_not_verified(state: dict[str, object]) -> None:
    """Anything else is refused, however it got there."""
    with pytest.raises(SignatureInvalid, match="the request was not verified"):
        await verified_delivery(made(**state))


async def test_running() -> None:
    """The running parts are those of the server's state."""
    parts = object()
    assert parts is await running(made(running=parts))
