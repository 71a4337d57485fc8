"""Problems: the one place where an error becomes a response, an RFC 9457 problem document."""

from http import HTTPStatus

from fastapi.encoders import jsonable_encoder
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from receiver.errors import ReceiverError


class ProblemsMiddleware:
    """Answers with the problem that was raised below, unless an answer had begun already."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, and turn a `ReceiverError` into its response."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except ReceiverError as error:
            if begun:
                raise
            await problem(error)(scope, receive, send)


def problem(error: ReceiverError) -> Response:
    """Return the response for an error: `application/problem+json`, and the error's headers."""
    return JSONResponse(
        {
            "type": "about:blank",
            "title": HTTPStatus(error.status).phrase,
            "status": error.status,
            **jsonable_encoder(error.members()),
        },
        status_code=error.status,
        headers=error.headers(),
        media_type="application/problem+json",
    )
