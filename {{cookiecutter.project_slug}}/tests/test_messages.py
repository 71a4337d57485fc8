"""A message is read strictly: what two parsers could read in two ways is refused."""

import time

import pytest

from fake import message
from receiver.errors import Malformed
from receiver.messages import Message


def test_header() -> None:
    """A header is found by its lower-case name, with its value untouched."""
    assert " é".encode() == message({"Fake-Id": " é"}).header(b"fake-id")


def test_header_that_is_not_there() -> None:
    """A header that was not sent is None."""
    assert message({}).header(b"fake-id") is None


@pytest.mark.parametrize("second", [b"a", b"b", b""])
def test_repeated_header(second: bytes) -> None:
    """A header that stands twice is refused when it is read, even with the same value."""
    twice = Message("POST", "", [(b"fake-id", b"a"), (b"fake-id", second)], b"")
    with pytest.raises(Malformed, match="the header fake-id stands more than once"):
        twice.header(b"fake-id")


def test_header_beside_a_repeated_one() -> None:
    """A repeated header that nobody asks for does no harm."""
    lines = [(b"via", b"a"), (b"fake-id", b"1"), (b"via", b"b")]
    assert b"1" == Message("POST", "", lines, b"").header(b"fake-id")


def test_header_that_stands_once() -> None:
    """What is only believed where it stands once is nothing where it stands twice."""
    lines = [(b"a", b"1"), (b"b", b"1"), (b"b", b"1")]
    found = Message("POST", "", lines, b"")
    assert [b"1", None, None] == [found.only(name) for name in (b"a", b"b", b"c")]


def test_thousands_of_headers() -> None:
    """The time it takes to look for repeated headers does not grow with their square."""
    lines = [(b"x-%d" % number, b"") for number in range(40_000)]
    before = time.perf_counter()
    Message("POST", "", [*lines, lines[0]], b"")
    assert time.perf_counter() - before < 1


def test_content_type() -> None:
    """The content type is the header's text, with its parameters."""
    sent = {"Content-Type": 'multipart/form-data; boundary="a,b"'}
    assert 'multipart/form-data; boundary="a,b"' == message(sent).content_type()


def test_no_content_type() -> None:
    """Without the header the content type is empty."""
    assert "" == message({}).content_type()


@pytest.mark.parametrize(
    "value", ["application/json, text/plain", "application/json,application/json", ","]
)
def test_folded_content_type(value: str) -> None:
    """Several content types folded into one line are refused."""
    with pytest.raises(Malformed, match="more than one media type"):
        message({"Content-Type": value}).content_type()


def test_repeated_content_type() -> None:
    """Several content types in lines of their own are refused, by whatever reads the body."""
    lines = [(b"content-type", b"application/json")] * 2
    with pytest.raises(Malformed, match="content-type stands more than once"):
        Message("POST", "", lines, b"{}").json()


def test_headers_by_name() -> None:
    """The headers come as text, by the names that they are given, without those that get none."""
    sent = message({"Authorization": "secret", "Fake-Id": "1"})
    assert {"id": "1"} == sent.headers({b"fake-id": "id", b"authorization": ""}.__getitem__)


def test_headers_that_are_no_text() -> None:
    """Any bytes of a header can be shown, each as one character."""
    sent = Message("POST", "", [(b"x", b"\xff\xc3\xa9")], b"")
    assert {"x": "ÿÃ©"} == sent.headers(bytes.decode)


def test_json_is_parsed_once() -> None:
    """A message parses its body once, however many fields are in it."""
    sent = message({}, b'{"id": "1"}')
    assert sent.json() is sent.json()


def test_fields_in_their_order() -> None:
    """Fields of a form and of a query come in their order, repeated and empty ones included."""
    sent = Message("POST", "https://x/?b=2&a=&b=1#?c=3", [], b"b=2&a=&b=1")
    assert [("b", "2"), ("a", ""), ("b", "1")] == sent.query() == sent.form()
    assert [] == message({}, b"").form() == Message("GET", "https://x/", [], b"").query()
