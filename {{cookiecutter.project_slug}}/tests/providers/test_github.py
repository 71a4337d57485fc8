"""GitHub: the event and its action, the id in a header, and never the older signature."""

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import Malformed, SignatureInvalid
from receiver.messages import Message
from receiver.providers.base import Source
from receiver.providers.github import PROVIDER
from receiver.signing import encoded, sign

SOURCE = Source("github", "github", PROVIDER, (b"secret",))
HEADERS = {"X-GitHub-Event": "issues", "X-GitHub-Delivery": "72d3162e"}


def received(body: bytes, **changed: str) -> Delivery:
    """Have a signed body received."""
    headers = HEADERS | {name.replace("_", "-"): value for name, value in changed.items()}
    signed = sign(PROVIDER.scheme, headers, body, "secret", 0)
    return SOURCE.receive(message(signed, body), 5)[0]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"action": "opened"}', "issues.opened"),
        (b'{"action": ""}', "issues"),
        (b'{"action": null}', "issues"),
        (b"{}", "issues"),
        (b"[]", "issues"),
    ],
)
def test_event(body: bytes, expected: str) -> None:
    """The event is the header's, with the action where there is one."""
    delivery = received(body)
    assert (expected, "72d3162e") == (delivery.event, delivery.id)


def test_form() -> None:
    """A webhook that is set to send forms has its JSON in the field `payload`."""
    form = "application/x-www-form-urlencoded"
    delivery = received(b"payload=%7B%22action%22%3A%22opened%22%7D", Content_Type=form)
    assert ("issues.opened", {"action": "opened"}) == (delivery.event, delivery.json())


@pytest.mark.parametrize("name", ["X_GitHub_Event", "X_GitHub_Delivery"])
def test_missing(name: str) -> None:
    """Without its event or its id a delivery is malformed."""
    with pytest.raises(Malformed):
        received(b"{}", **{name: ""})


def test_older_signature() -> None:
    """The older header is never looked at: neither instead of the newer one, nor against it."""
    signed = sign(PROVIDER.scheme, HEADERS, b"{}", "secret", 0)
    wrong = message(signed | {"X-Hub-Signature": "sha1=00"}, b"{}")
    assert "issues" == SOURCE.receive(wrong, 5)[0].event
    instead = {**HEADERS, "X-Hub-Signature": signed["X-Hub-Signature-256"]}
    with pytest.raises(SignatureInvalid, match="X-Hub-Signature-256 is missing"):
        SOURCE.receive(message(instead, b"{}"), 5)


def test_prefix() -> None:
    """The signature names its algorithm: without `sha256=`, or with another name, it is none."""
    signed = sign(PROVIDER.scheme, HEADERS, b"{}", "secret", 0)
    digest = signed["X-Hub-Signature-256"].removeprefix("sha256=")
    for value in (digest, f"sha1={digest}", f"SHA256={digest}"):
        with pytest.raises(SignatureInvalid):
            SOURCE.receive(message(signed | {"X-Hub-Signature-256": value}, b"{}"), 5)


def test_two_deliveries_in_one() -> None:
    """Two ids in one request are refused."""
    signed = encoded(sign(PROVIDER.scheme, HEADERS, b"{}", "secret", 0))
    twice = Message("POST", "", [*signed, (b"x-github-delivery", b"other")], b"{}")
    with pytest.raises(Malformed, match="stands more than once"):
        SOURCE.receive(twice, 5)
