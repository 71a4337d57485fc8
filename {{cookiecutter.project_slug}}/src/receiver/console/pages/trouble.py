"""Trouble: whatever goes wrong is a page like the others, and tells nothing that it should not."""

import math
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from receiver.console.policies import HEADERS
from receiver.console.refusals import Refused
from receiver.console.visits import visit_of
from receiver.errors import OperationRefused, ReceiverError
from receiver.middleware.body import ClientGone

WORDS = {404: "There is no such page.", 405: "That cannot be done here."}
NO_INBOX = "The inbox does not answer now. What was asked for may have been done all the same."
OUR_FAULT = "Something went wrong here. The log of the service says what."


async def refused(request: Request, error: Refused) -> Response:
    """Answer with the words of a refusal."""
    told = {"title": error.title, "words": error.words, "seconds": error.seconds}
    response = visit_of(request).page("refusal.html", error.status, **told)
    if error.seconds:
        response.headers["Retry-After"] = str(math.ceil(error.seconds))
    return response


async def not_there(request: Request, error: HTTPException) -> Response:
    """Answer to a wrong address or method; `Allow` says which are right."""
    words = WORDS.get(error.status_code, "")
    response = await refused(request, Refused(error.status_code, words))
    response.headers.update(error.headers or {})
    return response


async def not_done(request: Request, error: OperationRefused) -> Response:
    """Say why an operation is not begun."""
    words = str(error)
    return await refused(request, Refused(409, f"{words[:1].upper()}{words[1:]}."))


async def not_read(request: Request, error: ReceiverError) -> Response:
    """Say what is wrong with a body."""
    return await refused(request, Refused(error.status, error.detail.capitalize() + "."))


async def no_inbox(request: Request, _error: Exception) -> Response:
    """Say that the database is slow or away."""
    return await refused(request, Refused(503, NO_INBOX, 5))


async def gone(_request: Request, _error: ClientGone) -> Response:
    """Answer to nobody."""
    return Response(status_code=400)


async def failed(request: Request, _error: Exception) -> Response:
    """Say that it is our fault; the error itself goes on to the log.

    Starlette has this answer go past all middleware.
    """
    response = await refused(request, Refused(500, OUR_FAULT))
    response.headers.update(HEADERS)
    return response


HANDLERS: dict[Any, Callable[[Request, Any], Awaitable[Response]]] = {
    Refused: refused,
    HTTPException: not_there,
    OperationRefused: not_done,
    ReceiverError: not_read,
    TimeoutError: no_inbox,
    SQLAlchemyError: no_inbox,
    ClientGone: gone,
    Exception: failed,
}
