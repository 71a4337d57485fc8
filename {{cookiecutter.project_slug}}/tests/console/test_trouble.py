"""Trouble: whatever goes wrong is a page of the console, and tells nothing that it should not."""

from httpx2 import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from console.visiting import PASSWORDS, Visitor, text_of, visiting
from fake import settings
from receiver.console.desk import opened
from receiver.console.options import options_of
from receiver.console.pages.trouble import HANDLERS
from receiver.console.policies import HEADERS
from serving import serving


def test_no_inbox() -> None:
    """Without its inbox the console says so, and when to try again."""
    with visiting("sqlite:///without-tables.sqlite3") as visitor:
        visitor.sign_in()
        for path in ("", "/deliveries/1", "/operations", "/act?act=replay&state=dead"):
            answer = visitor.get(path)
            assert (503, "5") == (answer.status_code, answer.headers["retry-after"])
            assert "The inbox does not answer now." in text_of(answer.text)
            assert "Try again in 5 seconds." in text_of(answer.text)
            assert "sqlite" not in answer.text


def test_wrong_method(visitor: Visitor) -> None:
    """What cannot be done at an address is told there, and what can."""
    answer = visitor.post("/operations")
    assert (405, True) == (answer.status_code, "cannot be done here" in text_of(answer.text))
    paths = ("/operations", "/act", "/sign-in")
    answers = [visitor.client.put(f"/console{path}") for path in paths]
    assert ["GET, HEAD", "GET, HEAD, POST", "GET, HEAD, POST"] == [
        ", ".join(sorted(each.headers["allow"].split(", "))) for each in answers
    ]


def test_slash(visitor: Visitor) -> None:
    """A slash too many is no page: nobody is sent to the host that a request names."""
    answer = visitor.get("/operations/", Host="evil.example")
    assert (404, None) == (answer.status_code, answer.headers.get("location"))


async def test_our_fault(database_url: str) -> None:
    """An error of ours is a page without its message, under the policies of all pages."""

    async def fail(_request: Request) -> Response:
        message = "canary"
        raise RuntimeError(message)

    console = options_of(settings(console=PASSWORDS))
    app = Starlette(routes=[Route("/", fail)], exception_handlers=HANDLERS)
    async with serving(database_url) as running, opened(running, console) as desk:

        async def with_state(scope: Scope, receive: Receive, send: Send) -> None:
            await app({**scope, "state": {"console": desk}}, receive, send)

        transport = ASGITransport(with_state, raise_app_exceptions=False)
        async with AsyncClient(transport=transport, base_url="http://localhost") as client:
            answer = await client.get("/")
    assert (500, False) == (answer.status_code, "canary" in answer.text)
    assert "Something went wrong here." in text_of(answer.text)
    assert HEADERS == {name: answer.headers.get(name) for name in HEADERS}
