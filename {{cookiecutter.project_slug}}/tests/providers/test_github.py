"""GitHub: the event and its action, the id in a header, and never the older signature."""

import hmac

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import Malformed, SignatureInvalid
from receiver.messages import Message
from receiver.signatures.signing import encoded
from senders import sender

SENDER = sender("github", "secret")
HEADERS = {"X-GitHub-Event": "issues", "X-GitHub-Delivery": "72d3162e"}


def signed(headers: dict[str, str] = HEADERS, body: bytes = b"{}") -> dict[str, str]:
    """Return headers with the signature that GitHub makes."""
    digest = hmac.digest(b"secret", body, "sha256").hex()
    return {**headers, "X-Hub-Signature-256": f"sha256={digest}"}


def received(body: bytes, **changed: str) -> Delivery:
    """Have a signed body received."""
    headers = HEADERS | {name.replace("_", "-"): value for name, value in changed.items()}
    return SENDER.receive(message(signed(headers, body), body), 5).deliveries[0]


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
    wrong = message(signed() | {"X-Hub-Signature": "sha1=00"})
    assert "issues" == SENDER.receive(wrong, 5).deliveries[0].event
    instead = {**HEADERS, "X-Hub-Signature": signed()["X-Hub-Signature-256"]}
    with pytest.raises(SignatureInvalid, match="X-Hub-Signature-256` is missing"):
        SENDER.receive(message(instead), 5)


def test_prefix() -> None:
    """The signature names its algorithm: without `sha256=`, or with another name, it is none."""
    digest = signed()["X-Hub-Signature-256"].removeprefix("sha256=")
    for value in (digest, f"sha1={digest}", f"SHA256={digest}"):
        with pytest.raises(SignatureInvalid):
            SENDER.receive(message(signed() | {"X-Hub-Signature-256": value}), 5)


def test_two_deliveries_in_one() -> None:
    """Two ids in one request are refused."""
    lines = [*encoded(signed()), (b"x-github-delivery", b"other")]
    with pytest.raises(Malformed, match="stands more than once"):
        SENDER.receive(Message("POST", "", lines, b"{}"), 5)
