"""The router that describes the endpoints, should a request ever come to it."""

from fastapi import FastAPI
from starlette.middleware import Middleware

from fake import signed, source
from receiver.middleware.answers import AnswersMiddleware
from receiver.routers.webhooks import webhooks
from wire import exchange


async def test_without_the_middleware() -> None:
    """What has not come through the middleware is not accepted, signed or not."""
    app = FastAPI(middleware=[Middleware(AnswersMiddleware)])
    app.include_router(webhooks({"fake": source()}))
    done = await exchange(app, headers=signed())
    assert (401, "the request was not verified") == (done.status, done.json()["detail"])
