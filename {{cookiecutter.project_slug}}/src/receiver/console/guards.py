"""Guards: who gets to which page. Without a guard nothing is served but files and the sign-in."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from receiver.console.refusals import Refused
from receiver.console.visits import Visit, visit_of

Page = Callable[[Visit], Awaitable[Response]]
Act = Callable[[Visit, dict[str, str]], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


def anyone(page: Page) -> Endpoint:
    """Serve a page to anybody."""

    async def endpoint(request: Request) -> Response:
        return await page(visit_of(request))

    return endpoint


def readers(page: Page) -> Endpoint:
    """Serve a page to who may look; the others are asked to sign in."""

    async def endpoint(request: Request) -> Response:
        visit = visit_of(request)
        if visit.identity is None:
            return _sign_in(visit)
        return await page(visit)

    return endpoint


def operators(act: Act) -> Endpoint:
    """Have something done for who may act, with the fields of a form that is our own."""

    async def endpoint(request: Request) -> Response:
        visit = visit_of(request)
        if visit.identity is None:
            raise Refused(401, "You are not signed in, or no longer.")
        if not visit.identity.may_act:
            raise Refused(403, "You may look, but not act.")
        return await act(visit, await visit.fields())

    return endpoint


def either(show: Endpoint, do: Endpoint) -> Endpoint:
    """Serve two pages at one address: what is shown there, and what its form has done."""

    async def endpoint(request: Request) -> Response:
        return await (do if request.method == "POST" else show)(request)

    return endpoint


def _sign_in(visit: Visit) -> Response:
    if not visit.desk.options.has_passwords:
        raise Refused(401, "The proxy in front of the console says who you are, and did not.")
    if visit.seen is not None:
        raise Refused(401, "You are no longer signed in.")
    url = visit.request.url
    path = url.path.removeprefix(visit.base) + (f"?{url.query}" if url.query else "")
    return visit.elsewhere(f"/sign-in?{urlencode({'next': path})}")
