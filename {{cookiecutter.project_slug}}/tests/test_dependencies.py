"""Dependencies: routers get the running parts of the service."""

from starlette.requests import Request

from receiver.dependencies import running
from wire import request


async def test_running() -> None:
    """The running parts are those of the server's state."""
    parts = object()
    scope = {**request("/readyz", "GET", []), "state": {"running": parts}}
    assert parts is await running(Request(scope))
