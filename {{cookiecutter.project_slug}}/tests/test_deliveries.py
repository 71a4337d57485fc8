"""A delivery is what came, and cannot be changed."""

from dataclasses import FrozenInstanceError

import pytest

from fake import delivery
from receiver.deliveries import PENDING, State, payload_of

FORM = "application/x-www-form-urlencoded"


def test_a_delivery_is_frozen() -> None:
    """No handler can change what the next one sees."""
    with pytest.raises(FrozenInstanceError):
        delivery().body = b"other"  # type: ignore[misc]


def test_repr() -> None:
    """A delivery that is logged by mistake tells neither its body nor its headers."""
    shown = repr(delivery("a-1", body=b"canary", headers={"x": "canary"}))
    assert "a-1" in shown
    assert "canary" not in shown


def test_json() -> None:
    """A handler gets the payload parsed."""
    assert {"id": 1} == delivery(body=b'{"id": 1}').json()


def test_no_json() -> None:
    """A payload that is not JSON is a ValueError."""
    with pytest.raises(ValueError, match="Expecting value"):
        delivery(body=b"plain").json()


@pytest.mark.parametrize("content_type", ["", "application/json", "text/plain", "multipart/form"])
def test_payload(content_type: str) -> None:
    """The payload is the body, byte for byte."""
    assert b"\xff\r\n" == payload_of(b"\xff\r\n", content_type)


@pytest.mark.parametrize("content_type", [FORM, FORM.upper(), f"{FORM}; charset=utf-8"])
def test_payload_of_a_form(content_type: str) -> None:
    """The payload of a form is its field of that name."""
    assert '{"a": "é"}'.encode() == (
        payload_of(b"a=1&payload=%7B%22a%22%3A+%22%C3%A9%22%7D", content_type)
    )


@pytest.mark.parametrize("body", [b"", b"a=1", b"payload", b'{"a": 1}', b"\xff", b"payload=&a=1"])
def test_form_without_a_payload(body: bytes) -> None:
    """A body that is called a form but holds no payload is the payload itself."""
    assert body == payload_of(body, FORM)


def test_form_that_is_no_text() -> None:
    """Bytes that are no UTF-8 are kept as they are."""
    assert b"\xff" == payload_of(b"payload=\xff", FORM)


def test_form_with_several_payloads() -> None:
    """Several payloads are a ValueError: nobody knows which one the sender means."""
    with pytest.raises(ValueError, match="2 fields named 'payload'"):
        payload_of(b"payload=1&payload=1", FORM)


def test_states() -> None:
    """A state is pending, and the receiver goes on by itself, or it is an end."""
    assert {State.DONE, State.DEAD, State.UNHANDLED, State.IGNORED} == set(State) - set(PENDING)


def test_json_called_a_form_that_quotes_one() -> None:
    """JSON that is labelled a form is the payload itself, whatever its strings hold."""
    body = b'{"query": "a=1&payload=2"}'
    assert body == payload_of(body, FORM)
