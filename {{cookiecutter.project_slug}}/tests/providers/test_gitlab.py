"""GitLab with a secret token: the id has three places, and no signature is taken for a token."""

from hashlib import sha256

import pytest

from fake import message
from receiver.deliveries import Delivery
from receiver.errors import SignatureInvalid
from senders import SECRET, sender

DIGEST = sha256(b"{}").hexdigest()


def received(headers: dict[str, str], body: bytes = b"{}") -> Delivery:
    """Have a body received."""
    sent = message({"X-Gitlab-Token": SECRET, **headers}, body)
    (delivery,) = sender("gitlab").receive(sent, 0).deliveries
    return delivery


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Idempotency-Key": "k", "X-Gitlab-Event-UUID": "u"}, "k"),
        ({"X-Gitlab-Event-UUID": "u"}, f"u.{DIGEST}"),
        ({}, DIGEST),
    ],
)
def test_id(headers: dict[str, str], expected: str) -> None:
    """The UUID is shared by hooks that one hook sets off, so it is not enough by itself."""
    assert expected == received(headers).id


def test_event() -> None:
    """The event is the header's, else the kind of object."""
    assert "Push Hook" == received({"X-Gitlab-Event": "Push Hook"}).event
    assert ["push", "unknown"] == [
        received({}, body).event for body in (b'{"object_kind": "push"}', b"{}")
    ]


@pytest.mark.parametrize("token", ["", SECRET.upper(), SECRET[:-1], f"{SECRET} x", "é", "\udcff"])
def test_other_token(token: str) -> None:
    """The token is compared whole, as bytes; the newer signature in its place is none."""
    lines = {"X-Gitlab-Token": token.encode(errors="surrogateescape").decode("latin-1")}
    for headers in (lines, {"webhook-signature": f"v1,{SECRET}"}):
        with pytest.raises(SignatureInvalid):
            sender("gitlab").receive(message(headers), 0)
