"""The proxy: who it says somebody is, and that nobody else can say so."""

from starlette.requests import Request

from console.visiting import PROXY, text_of, visiting
from fake import settings
from receiver.console.access.proxies import identity_of
from receiver.console.options import options_of

OPTIONS = {
    "header": "X-Auth-Email",
    "groups_header": "X-Auth-Groups",
    "operators": "grace@example.com ops",
    "proxies": "10.1.0.0/16",
}
ADA, GRACE = "ada@example.com", "grace@example.com"


def test_roles(database_url: str) -> None:
    """Who is an operator, by name or group, may act; the others may look."""
    with visiting(database_url, address=PROXY, console=OPTIONS) as visitor:
        for headers, expected in (
            ({"X-Auth-Email": ADA}, False),
            ({"X-Auth-Email": GRACE}, True),
            ({"X-Auth-Email": ADA, "X-Auth-Groups": "dev, ops"}, True),
            ({"X-Auth-Email": ADA, "X-Auth-Groups": "developers,ops2"}, False),
        ):
            answer = visitor.get("", **headers)
            assert (200, True) == (answer.status_code, headers["X-Auth-Email"] in answer.text)
            assert expected is ("may look" not in answer.text)


def test_nobody_else(database_url: str) -> None:
    """From another address the header is nothing, and so is one that is empty or unprintable."""
    for address in ("10.2.0.1", "127.0.0.1", "fd00::1", "::ffff:10.2.0.1", "testclient"):
        with visiting(database_url, address=address, console=OPTIONS) as visitor:
            answer = visitor.get("", **{"X-Auth-Email": GRACE})
            assert (401, True) == (answer.status_code, "The proxy in front" in answer.text)
    with visiting(database_url, address=PROXY, console=OPTIONS) as visitor:
        for value in ("", " ", "a\x7fb", "x" * 101):
            assert 401 == visitor.get("", **{"X-Auth-Email": value}).status_code


def test_other_bytes() -> None:
    """A name is UTF-8, or it is none."""
    for name, who in ((b"ad\xc3\xa4", "adä"), (b"ad\xe4", None)):
        scope = {"type": "http", "client": (PROXY, 1), "headers": [(b"x-auth-email", name)]}
        found = identity_of(Request(scope), options_of(settings(console=OPTIONS)))
        assert who == (found.who if found else None)


def test_twice(database_url: str) -> None:
    """A header that stands twice says nothing: one of the two may be the client's own."""
    with visiting(database_url, address=PROXY, console=OPTIONS) as visitor:
        email, groups = ("X-Auth-Email", ADA), ("X-Auth-Groups", "ops")
        twice = visitor.client.get("/console", headers=[("X-Auth-Email", GRACE), email])
        assert 401 == twice.status_code
        many = visitor.client.get("/console", headers=[email, groups, ("X-Auth-Groups", "dev")])
        assert "may look" in text_of(many.text.replace("<header", "<main"))


def test_mapped(database_url: str) -> None:
    """An IPv4 address is the same one when it is written as an IPv6 address."""
    with visiting(database_url, address=f"::ffff:{PROXY}", console=OPTIONS) as visitor:
        assert 200 == visitor.get("", **{"X-Auth-Email": ADA}).status_code


def test_no_form(database_url: str) -> None:
    """Where there is no password, there is no form to try some."""
    with visiting(database_url, address=PROXY, console=OPTIONS) as visitor:
        assert 404 == visitor.get("/sign-in").status_code
