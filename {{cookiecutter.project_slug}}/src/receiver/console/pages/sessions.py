"""Signing in with a password, and a name for the record; and signing out."""

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
    return visit.page("sign-in.html", next=visit.request.query_params.get("next", ""), wrong="")


async def sign_in(visit: Visit) -> Response:
    """Let somebody in, whose password is right; the page says what is wrong with it."""
    _check(visit)
    fields = await visit.fields()
    address = visit.request.client.host if visit.request.client else ""
    if seconds := visit.desk.guesses.wait(address):
        raise Refused(429, "Too many wrong passwords came from where you are.", seconds)
    role = role_of(fields.get("password", ""), visit.desk.options)
    goal = fields.get("next", "")
    if role is None:
        visit.desk.guesses.count(address)
        log.warning("console.password_wrong")
        return visit.page("sign-in.html", 401, next=goal, wrong="That is not the password.")
    who = name_of(fields.get("who", ""))
    if who is None:
        return visit.page("sign-in.html", 400, next=goal, wrong="Say who you are, for the record.")
    log.info("console.signed_in", role=str(role))
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


def _check(visit: Visit) -> None:
    if not visit.desk.options.has_passwords:
        raise Refused(404, "Here nobody signs in: the proxy in front says who you are.")
