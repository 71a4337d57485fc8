"""Bodies: laid out where they can be, as they came, or as bytes; of long ones the beginning."""

import time

import pytest

from console.visiting import Visitor
from fake import delivery
from inboxes import stored
from receiver.console.showing import bodies
from receiver.console.showing.redaction import Redaction
from receiver.deliveries import FORM
from receiver.storage.engine import Database

ALL = Redaction(())
DEEP = b"[" * 100_000 + b"]" * 100_000


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (b'{"a":[1,2.50]}', "", '{\n  "a": [\n    1,\n    2.50\n  ]\n}'),
        (b"a=1&b=%3Cb%3E&c=", FORM, "a = 1\nb = <b>\nc = "),
        (b"payload=%7B%22a%22%3A1%7D", FORM, '{\n  "a": 1\n}'),
        (b"payload=1&payload=2", FORM, "payload = 1\npayload = 2"),
    ],
)
def test_pretty(body: bytes, content_type: str, expected: str) -> None:
    """JSON and forms are laid out, their numbers as they were written."""
    found = bodies.shown(delivery(body=body, content_type=content_type), ALL)
    assert ("pretty", ("pretty", "raw", "hex"), True) == (found.view, found.views, found.is_whole)
    assert expected == found.text


@pytest.mark.parametrize("body", [b"<xml/>", b"{", b"", DEEP, b'{"a": "\x00"}', b"a" * 2_000_000])
def test_raw(body: bytes) -> None:
    """What cannot be laid out is shown as it came, the beginning of it."""
    found = bodies.shown(delivery(body=body), ALL)
    assert ("raw", ("raw", "hex")) == (found.view, found.views)
    assert body[: bodies.LONGEST].decode() == found.text
    assert (len(body) <= bodies.LONGEST) is found.is_whole


def test_hex() -> None:
    """What is no text is shown as bytes, and text if that is asked for."""
    found = bodies.shown(delivery(body=b"\x00\xffPNG\r\n\x1a" + b"x" * 10), ALL)
    assert ("hex", ("hex",)) == (found.view, found.views)
    assert found.text == (
        "00000000  00 ff 50 4e 47 0d 0a 1a 78 78 78 78 78 78 78 78  ··PNG···xxxxxxxx\n"
        "00000010  78 78                                            xx"
    )
    assert "hex" == bodies.shown(delivery(body=b"{}"), ALL, "hex").view
    assert not bodies.shown(delivery(body=b"\xff" * 5000), ALL).is_whole


def test_views(database: Database, visitor: Visitor) -> None:
    """A page offers the views that there are, and takes no other."""
    stored(database, body=b'{"a":1}')
    assert "{\n  &#34;a&#34;: 1\n}</pre>" in visitor.page("/deliveries/1")
    assert ">{&#34;a&#34;:1}</pre>" in visitor.page("/deliveries/1?view=raw")
    assert "00000000  7b 22" in visitor.page("/deliveries/1?view=hex")
    assert "{\n" in visitor.page("/deliveries/1?view=other")


@pytest.mark.parametrize("body", [b"\x00\xff<script>", b"", b"x" * 200_000])
def test_download(database: Database, visitor: Visitor, body: bytes) -> None:
    """The whole body is had as a file, byte for byte, that no browser opens as a page."""
    stored(database, body=body)
    answer = visitor.get("/deliveries/1/body")
    assert (200, body) == (answer.status_code, answer.content)
    assert "application/octet-stream" == answer.headers["content-type"]
    assert 'attachment; filename="delivery-1.bin"' == answer.headers["content-disposition"]
    assert "default-src 'none'; sandbox" == answer.headers["content-security-policy"]
    assert "nosniff" == answer.headers["x-content-type-options"]


def test_empty(database: Database, visitor: Visitor) -> None:
    """Of no body there is no view to choose, and nothing to download."""
    stored(database, body=b"")
    page = visitor.page("/deliveries/1")
    assert (True, 0) == ("The body is empty." in page, page.count("?view=") + page.count("/1/body"))


def test_large(database: Database, visitor: Visitor) -> None:
    """A body of 5 MB makes a small page, and soon."""
    stored(database, body=b'{"a": "' + b"<b>" * 1_700_000 + b'"}')
    began = time.process_time()
    page = visitor.page("/deliveries/1")
    assert (True, True) == (len(page) < 500_000, "This is the beginning." in page)
    assert time.process_time() - began < 1
