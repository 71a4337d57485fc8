"""Signing in with a password, and a name for the record; and signing out."""

from collections.abc import Mapping

import structlog
from starlette.responses import Response

from receiver.console.access import cookies
from receiver.console.access.identities import Identity, name_of
from receiver.console.access.passwords import role_of
from receiver.console.refusals import Refused
from receiver.console.visits import Visit

log = structlog.get_logger()


async def ask(visit: Visit) -> Response:
    """Show the form."""
    _check(visit)
    return _form(visit, visit.request.query_params)


async def sign_in(visit: Visit) -> Response:
    """Let somebody in, whose password is right; the page says what is wrong with it."""
    _check(visit)
    fields = await visit.fields()
    address = visit.request.client.host if visit.request.client else ""
    if seconds := visit.desk.guesses.wait(address):
        raise Refused(429, "Too many wrong passwords came from where you are.", seconds)
    role = role_of(fields.get("password", ""), visit.desk.options)
    if role is None:
        visit.desk.guesses.count(address)
        log.warning("console.password_wrong")
        return _form(visit, fields, 401, "That is not the password.")
    who = name_of(fields.get("who", ""))
    if who is None:
        return _form(visit, fields, 400, "Say who you are, for the record.")
    log.info("console.signed_in", role=str(role))
    goal = fields.get("next", "")
    response = visit.elsewhere(goal if is_ours(goal) else "")
    value = visit.desk.sessions.value(Identity(who=who, role=role))
    cookies.write(visit.request, response, cookies.SESSION, value)
    return response


async def sign_out(visit: Visit) -> Response:
    """Have the browser forget the session."""
    await visit.fields()
    response = visit.elsewhere("/sign-in")
    cookies.clear(visit.request, response, cookies.SESSION)
    return response


def is_ours(path: str) -> bool:
    """Say whether a path, put behind that of the console, stays within it."""
    steps = path.partition("?")[0].split("/")
    return path.isprintable() and path.startswith(("/", "?")) and ".." not in steps


def _form(visit: Visit, typed: Mapping[str, str], status: int = 200, wrong: str = "") -> Response:
    """Ask, with what was typed before, but for the password."""
    told = {"next": typed.get("next", ""), "who": typed.get("who", "")}
    return visit.page("sign-in.html", status, **told, wrong=wrong)


def _check(visit: Visit) -> None:
    if not visit.desk.options.has_passwords:
        raise Refused(404, "Here nobody signs in: the proxy in front says who you are.")
