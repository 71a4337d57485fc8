"""Forms: read within limits, and only if they are our own pages'.

Two things have to hold. The browser says that the page was ours (`Sec-Fetch-Site`, or `Origin`
where it does not send that), and the form brings the token that our cookie holds.
"""

import asyncio
import hmac
import secrets
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request

from receiver.console.access import cookies
from receiver.console.refusals import Refused
from receiver.deliveries import FORM
from receiver.middleware.body import read_body

CAP = 65_536
"""The largest form, in bytes."""
FIELDS = 50
FIELD = "token"


def token_of(request: Request) -> str:
    """Return the token for the forms of a page: that of the cookie, or a new one."""
    return cookies.read(request, cookies.TOKEN) or secrets.token_urlsafe(32)


async def fields_of(request: Request, public_url: str, seconds: float) -> dict[str, str]:
    """Return the fields of a form, the last of each name; raises `Refused` if it is not ours."""
    if not _is_ours(request, public_url):
        raise Refused(403, "This did not come from a page of the console.")
    if not request.headers.get("content-type", "").startswith(FORM):
        raise Refused(415, "This is no form.")
    async with asyncio.timeout(seconds):
        body = await read_body(request.receive, CAP)
    try:
        found = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=FIELDS)
    except ValueError:
        raise Refused(400, "The form cannot be read.") from None
    fields = {name: values[-1] for name, values in found.items()}
    if not _matches(fields.get(FIELD, ""), cookies.read(request, cookies.TOKEN)):
        raise Refused(403, "The page was too old. Load it again, and try once more.")
    return fields


def _is_ours(request: Request, public_url: str) -> bool:
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site == "same-origin"
    if not origin:
        return False
    ours = {request.headers.get("host", ""), urlsplit(public_url).netloc} - {""}
    return urlsplit(origin).netloc in ours


def _matches(given: str, kept: str) -> bool:
    return bool(kept) and hmac.compare_digest(given.encode(errors="replace"), kept.encode())
