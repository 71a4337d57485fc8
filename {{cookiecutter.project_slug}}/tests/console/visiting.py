"""A visitor of the console without a browser: what is asked for, and what comes back."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from fake import parts
from receiver.main import create_app
from receiver.storage import databases

PASSWORD = "operators-3e1c94b7d8"
READER_PASSWORD = "readers-77d0a2c5f1"
PASSWORDS = {"password": PASSWORD, "reader_password": READER_PASSWORD}
OURS = {"Sec-Fetch-Site": "same-origin"}
PROXY = "10.1.2.3"
EVERY_KIND = pytest.mark.parametrize("database_kind", databases.names())
"""Marks what is tested on each kind of database that this project has."""


class Visitor:
    """Somebody who asks for pages, and sends their forms."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def get(self, path: str = "", **headers: str) -> Response:
        """Ask for a page of the console, and follow no redirect."""
        given = {name.encode(): value.encode() for name, value in headers.items()}
        return self.client.get(f"/console{path}", headers=given, follow_redirects=False)

    def page(self, path: str = "") -> str:
        """Return a page's text."""
        answer = self.get(path)
        assert 200 == answer.status_code, answer.text
        return answer.text

    def look(self, path: str = "", seen: str = "") -> Response:
        """Ask for what is new, as a page does that looks again."""
        return self.get(path, **{"X-Live": seen})

    def post(
        self, path: str, headers: Mapping[str, str] | None = None, /, **fields: str
    ) -> Response:
        """Send a form of a page, with the token that it has."""
        token = self.client.cookies.get("receiver-console-form") or ""
        data = {"token": token, **fields}
        headers = OURS if headers is None else headers
        url = f"/console{path}"
        return self.client.post(url, data=data, headers=headers, follow_redirects=False)

    def sign_in(self, password: str = PASSWORD, who: str = "ada", **fields: str) -> Response:
        """Sign in."""
        self.get("/sign-in")
        return self.post("/sign-in", who=who, password=password, **fields)


@contextmanager
def visiting(
    database_url: str,
    *,
    address: str = "testclient",
    url: str = "http://localhost",
    root_path: str = "",
    console: dict[str, str] | None = None,
    **values: Any,  # noqa: ANN401 - any setting
) -> Iterator[Visitor]:
    """Run a service with a console, which is visited from an address."""
    options = PASSWORDS if console is None else console
    app = create_app(parts(database_url=database_url, console=options, **values))
    with TestClient(
        app,
        base_url=url,
        root_path=root_path,
        client=(address, 50_000),
        raise_server_exceptions=False,
    ) as client:
        yield Visitor(client)


def text_of(page: str) -> str:
    """Return what a page says, without its tags."""
    body = page.partition("<main")[2].partition(">")[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def stamp_of(page: str) -> str:
    """Return what a page sends along when it looks again."""
    found = re.search(r'data-stamp="([^"]+)"', page)
    assert found
    return found[1]
