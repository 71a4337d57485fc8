"""Twilio: the public URL and a form's fields are signed, other bodies by their digest in it."""

import hmac
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from receiver.deliveries import FORM, Delivery
from receiver.errors import SignatureInvalid
from receiver.handshakes import Reply
from receiver.messages import Message
from receiver.providers.twilio import PROVIDER
from receiver.signatures.signing import encoded
from senders import SECRET, sender

URL = "https://hooks.example.com/webhooks/twilio"
HELLO = b"MessageSid=SM1&SmsStatus=received&Body=a+%26+b&Body=a+%26+b&Body=c&Empty="
FIELDS = "Bodya & bBodycEmptyMessageSidSM1SmsStatusreceived"


def signature(content: str = URL + FIELDS, digest: str = "sha1") -> str:
    """Return the signature of a URL and fields."""
    return b64encode(hmac.digest(SECRET.encode(), content.encode(), digest)).decode()


def sent(
    body: bytes = HELLO, url: str = URL, signed: str = signature(), token: str = ""
) -> Message:
    """Return a message with a signature: JSON, or a form."""
    kind = "application/json" if body.startswith(b"{") else FORM
    headers = {"Content-Type": kind, "X-Twilio-Signature": signed}
    return Message("POST", url, encoded({**headers, "I-Twilio-Idempotency-Token": token}), body)


def received(message: Message) -> Delivery:
    """Have a message received."""
    (delivery,) = sender("twilio").receive(message, 0).deliveries
    return delivery


def test_form() -> None:
    """Fields are signed sorted, each distinct pair once; the answer is TwiML that does nothing."""
    delivery = received(sent())
    assert ("SM1.received", "message.received") == (delivery.id, delivery.event)
    nothing = Reply(200, b"<Response/>", {"Content-Type": "text/xml"})
    assert (nothing, HELLO) == (PROVIDER.answer(delivery), delivery.body)


def test_call() -> None:
    """Anything but a message goes by Twilio's token, or by its digest."""
    body, signed = b"CallSid=C&CallStatus=busy", signature(URL + "CallSidCCallStatusbusy")
    delivery = received(sent(body, signed=signed, token="t1"))
    assert ("t1", "call.busy") == (delivery.id, delivery.event)
    assert sha256(body).hexdigest() == received(sent(body, signed=signed)).id


def test_port() -> None:
    """The scheme's own port may be signed or not, whichever way the URL is written here."""
    other = URL.replace(".com", ".com:443")
    for url, signed in ((URL, other), (other, URL), (other, other)):
        assert HELLO == received(sent(url=url, signed=signature(signed + FIELDS))).body


@pytest.mark.parametrize(
    "changed",
    [
        {"url": URL.replace("https", "http")},
        {"url": URL + "/"},
        {"url": URL.replace(".com", ".com:8443")},
        {"body": HELLO + b"&More=1"},
        {"body": HELLO.replace(b"c", b"d")},
        {"signed": signature(digest="sha256")},
        {"body": b"{}", "signed": signature(URL)},
    ],
)
def test_refused(changed: dict[str, Any]) -> None:
    """Another URL, other fields, another digest, or a body that nothing binds are refused."""
    with pytest.raises(SignatureInvalid):
        received(sent(**changed))


def test_json() -> None:
    """JSON is bound by its digest in the URL."""
    url = f"{URL}?bodySHA256={sha256(b'{}').hexdigest()}"
    message = sent(b"{}", url, signature(url))
    assert (b"{}", "request") == (received(message).body, received(message).event)
    with pytest.raises(SignatureInvalid):
        received(message.with_body(b"{ }"))


def test_shared_key() -> None:
    """The source says which digest counts, and no header of a message does."""
    keyed = replace(sender("twilio"), options={"algorithm": "sha256"})
    assert keyed.receive(sent(signed=signature(digest="sha256")), 0).deliveries
    with pytest.raises(SignatureInvalid):
        keyed.receive(sent(), 0)
