"""Visits: one request of somebody who is known, and the answers that there are to it."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from receiver.console.access import cookies, forms, proxies
from receiver.console.access.identities import Identity
from receiver.console.desk import Desk
from receiver.console.rendering import html

LIVE = "x-live"
"""The header in which a page that looks again says what it has seen."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A request, the desk, and who asks, if that is known."""

    request: Request
    desk: Desk
    identity: Identity | None

    @property
    def base(self) -> str:
        """Return the path of the console as the browser sees it."""
        return str(self.request.scope["root_path"])

    @property
    def known(self) -> Identity:
        """Return who asks, behind a guard; raises `LookupError` where that was not asked."""
        if self.identity is None:
            message = "nobody has signed in"
            raise LookupError(message)
        return self.identity

    @property
    def seen(self) -> str | None:
        """Return the stamp of what the page shows that looks again; None if none does."""
        return self.request.headers.get(LIVE)

    def page(self, template: str, status: int = 200, **values: Any) -> Response:  # noqa: ANN401 - what it shows
        """Answer with a page."""
        token = forms.token_of(self.request)
        told = {"base": self.base, "identity": self.identity, "token": token, **values}
        response = Response(html(template, told), status, media_type="text/html")
        if cookies.read(self.request, cookies.TOKEN) != token:
            cookies.write(self.request, response, cookies.TOKEN, token)
        return response

    def elsewhere(self, path: str) -> Response:
        """Send the browser to another page of the console."""
        return RedirectResponse(self.base + path, 303)

    async def fields(self) -> dict[str, str]:
        """Return the fields of the form that was sent; raises `Refused` if it is not ours."""
        settings = self.desk.running.settings
        return await forms.fields_of(self.request, settings.public_url, settings.read_timeout)


def visit_of(request: Request) -> Visit:
    """Return a visit, of whom the proxy names, or else of whom the session is."""
    desk: Desk = request.state.console
    identity = proxies.identity_of(request, desk.options)
    if identity is None and desk.options.has_passwords:
        identity = desk.sessions.identity(cookies.read(request, cookies.SESSION))
    return Visit(request, desk, identity)


NOTHING_NEW = Response(status_code=204)
