"""A router that no middleware stands before."""

import pytest
from fastapi import FastAPI
from starlette.middleware import Middleware

from fake import signed, source
from receiver.middleware.problems import ProblemsMiddleware
from receiver.routers.webhooks import webhooks
from wire import exchange


@pytest.mark.parametrize("state", [{}, {"deliveries": ()}, {"deliveries": ({"source": "fake"},)}])
async def test_without_the_middleware(state: dict[str, object]) -> None:
    """A router that no middleware stands before accepts nothing, signed or not."""
    app = FastAPI(middleware=[Middleware(ProblemsMiddleware)])
    app.include_router(webhooks({"fake": source()}))
    state["running"] = None
    done = await exchange(app, headers=signed(), state=state)
    assert (401, "the request was not verified") == (done.status, done.json()["detail"])
