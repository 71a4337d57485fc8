"""Problems: an error becomes a document that programs can read, once, and here only."""

import json

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from receiver.errors import (
    BodyTooLarge,
    MethodWrong,
    PayloadInvalid,
    ReceiverError,
    SignatureInvalid,
    Unavailable,
)
from receiver.middleware.answers import AnswersMiddleware
from receiver.middleware.problems import problem
from wire import Exchange, exchange


async def raised(error: Exception) -> Exchange:
    """Return what is answered when an error is raised below."""

    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise error

    return await exchange(AnswersMiddleware(app))


async def test_document() -> None:
    """A problem has the members of RFC 9457 and its content type."""
    done = await raised(SignatureInvalid("the header X is missing"))
    assert 401 == done.status
    assert "application/problem+json" == done.header("content-type")
    assert {
        "type": "about:blank",
        "title": "Unauthorized",
        "status": 401,
        "detail": "the header X is missing",
    } == done.json()


@pytest.mark.parametrize(
    ("error", "name", "value"),
    [(MethodWrong(""), "allow", "POST"), (Unavailable(""), "retry-after", "5")],
)
async def test_headers(error: ReceiverError, name: str, value: str) -> None:
    """The headers that belong to a refusal are sent with it."""
    done = await raised(error)
    assert (error.status, value) == (done.status, done.header(name))


async def test_field_errors() -> None:
    """Field errors are a list, as FastAPI's clients read it."""
    done = await raised(PayloadInvalid([{"loc": ("a", 1), "msg": "m", "type": "t"}]))
    assert 422 == done.status
    assert [{"loc": ["body", "a", 1], "msg": "m", "type": "t"}] == done.json()["detail"]


async def test_other_errors() -> None:
    """What is no refusal of ours is not hidden."""
    with pytest.raises(LookupError):
        await raised(LookupError())


async def test_an_answer_that_has_begun() -> None:
    """Once an answer has begun there is no second one; the error goes on."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("begun")(scope, receive, send)
        detail = "too late"
        raise BodyTooLarge(detail)

    with pytest.raises(BodyTooLarge):
        await exchange(AnswersMiddleware(app))


@pytest.mark.parametrize("error", ReceiverError.__subclasses__())
def test_each_error(error: type[ReceiverError]) -> None:
    """Each refusal makes a document, with a title of its own status."""
    made = problem(error([]) if error is PayloadInvalid else error(""))
    document = json.loads(bytes(made.body))
    assert (error.status, error.status) == (made.status_code, document["status"])
    assert document["title"]
