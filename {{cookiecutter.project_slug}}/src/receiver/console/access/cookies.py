"""Cookies: the session, and the token of our own forms. Neither is for scripts or other sites.

Behind https they are named `__Host-…`, which no other host and no plain http can set. A link from
another page brings the session along (`SameSite=Lax`): a runbook may point to a delivery. What acts
is a POST, with which it does not come.
"""

from starlette.requests import Request
from starlette.responses import Response

from receiver.console.access.sessions import HOURS

SESSION = "receiver-console"
TOKEN = "receiver-console-form"  # noqa: S105 - its name
LOCAL = {"localhost", "127.0.0.1", "::1"}


def is_secure(request: Request) -> bool:
    """Say whether the browser speaks https, here or to the proxy in front.

    It says `Sec-Fetch-Site` to nobody else, but for its own machine. Who claims https without
    speaking it only gets cookies that do not come back.
    """
    if "https" in {request.url.scheme, request.headers.get("x-forwarded-proto")}:
        return True
    return "sec-fetch-site" in request.headers and request.url.hostname not in LOCAL


def read(request: Request, name: str) -> str:
    """Return a cookie's value, or nothing."""
    return request.cookies.get(_named(request, name), "")


def write(request: Request, response: Response, name: str, value: str) -> None:
    """Have the browser keep a value, for as long as a session is."""
    response.set_cookie(
        _named(request, name),
        value,
        max_age=HOURS * 3600,
        path="/",
        secure=is_secure(request),
        httponly=True,
        samesite="lax",
    )


def clear(request: Request, response: Response, name: str) -> None:
    """Have the browser forget a value."""
    response.delete_cookie(
        _named(request, name),
        path="/",
        secure=is_secure(request),
        httponly=True,
        samesite="lax",
    )


def _named(request: Request, name: str) -> str:
    return f"__Host-{name}" if is_secure(request) else name
