"""Policies: what browsers are told, and that the pages keep to it themselves."""

import re
from importlib.resources import files

import pytest

from console.visiting import Visitor, visiting
from fake import parts
from inboxes import stored
from receiver.console import static
from receiver.console.policies import HEADERS
from receiver.main import create_api
from receiver.storage.engine import Database

PACKAGE = files("receiver.console")
TEMPLATES = {
    each.name: each.read_text(encoding="utf-8") for each in PACKAGE.joinpath("templates").iterdir()
}
FILES = {name: static.content(name).decode() for name in static.MEDIA_TYPES}


def test_headers(database: Database, visitor: Visitor) -> None:
    """Every answer has them: pages, files, redirects, refusals and downloads."""
    stored(database)
    paths = ("", "/deliveries/1", "/operations", "/nothing", "/sign-in", "/?since=x", "/act")
    for path in paths:
        answer = visitor.get(path)
        assert HEADERS == {name: answer.headers.get(name) for name in HEADERS}, path
    for answer in (visitor.get("/deliveries/1/body"), visitor.post("/act", {}), visitor.look()):
        assert "no-store" == answer.headers["cache-control"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_policy() -> None:
    """The policy allows nothing but our own files: no inline script or style, no eval, no frame."""
    policy = HEADERS["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert {"'none'", "'self'"} == {*re.findall(r"'[a-z-]+'", policy)}
    assert "frame-ancestors 'none'" in policy


def test_files(database_url: str) -> None:
    """Style, script and icon are had without signing in, and kept, for their address changes."""
    with visiting(database_url) as visitor:
        page = visitor.page("/sign-in")
        found = re.findall(r'(?:src|href)="/console(/static/[^"]+)"', page)
        assert {*FILES} == {each.rpartition("/")[2] for each in found}
        for path in found:
            answer = visitor.get(path)
            assert (200, "nosniff") == (
                answer.status_code,
                answer.headers["x-content-type-options"],
            )
            assert "immutable" in answer.headers["cache-control"]
        assert 404 == visitor.get("/static/1/__init__.py").status_code


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates(name: str) -> None:
    """A template has no script or style within it, trusts no value, and fetches nothing."""
    text = TEMPLATES[name]
    assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"\|\s*safe\b|autoescape|Markup|https?://", text)


@pytest.mark.parametrize("name", FILES)
def test_nothing_from_elsewhere(name: str) -> None:
    """No file names another host, or has code made of text."""
    text = FILES[name].replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"//[a-z]+\.|@import|url\(|\beval\b|new Function|innerHTML", text)


def test_undocumented(database_url: str) -> None:
    """The service's own documentation does not name the console, and its metrics are bounded."""
    with visiting(database_url) as visitor:
        for number in range(3):
            visitor.get(f"/deliveries/{number}x")
            visitor.get(f"/nothing-{number}")
        told = visitor.client.get("/metrics").text
        document = visitor.client.get("/openapi.json").text
    assert "console" not in document
    handlers = {*re.findall(r'handler="([^"]*)"', told)}
    assert {"/console/deliveries/{key}"} == {each for each in handlers if "console" in each}


def test_closed(database_url: str) -> None:
    """Without options there is no console, and nobody can tell that there could be."""
    assert None is parts(database_url=database_url).console
    routes = create_api(parts(database_url=database_url)).routes
    assert [] == [each for each in routes if "console" in str(getattr(each, "path", ""))]
