"""A fake sender that publishes its keys, and has its receivers confirm: no project has it.

A document holds a key a line: its name, and the key itself.
"""

import hmac
from dataclasses import replace

from fake import PROVIDER as FAKE
from fake import SECRET
from receiver.errors import KeyUnknown, SignatureInvalid
from receiver.handshakes import Confirmation, Handshake, Reply
from receiver.headers import Header
from receiver.messages import Message
from receiver.providers.base import FetchedKey
from receiver.services.verification import Source
from receiver.signatures.custom import Custom
from receiver.signatures.key_pairs import KeyPairs
from receiver.signatures.signing import Request
from receiver.trust import Option, Trust

URL, TEST_URL = "https://keys.example.org/1", "https://keys.example.org/test"
API = "https://api.example.org/confirm"
DOCUMENT = f"first {SECRET}\n".encode()
KEY_URL, NAME, SIGNATURE = Header("Key-Url"), Header("Key-Name"), Header("Published-Signature")


def key_url(message: Message) -> str:
    """Return the URL that a message names, if it is the sender's."""
    url = KEY_URL.find(message) or ""
    if not url.startswith("https://keys.example.org/"):
        reason = "the key is somewhere else"
        raise SignatureInvalid(reason)
    return url


def check(document: bytes, _now: float) -> None:
    """Take documents with a key in them."""
    if b" " not in document:
        message = "is no list of keys"
        raise ValueError(message)


def verify(message: Message, trust: Trust, _now: float) -> int:
    """Check a message against the key that it names."""
    keys = dict(line.split(b" ") for line in trust.document.splitlines())
    if (name := b"".join(NAME.raw(message))) not in keys:
        reason = "no such key is published"
        raise KeyUnknown(reason)
    if SIGNATURE.find(message) != hmac.digest(keys[name], message.body, "sha256").hex():
        reason = "the signature does not fit"
        raise SignatureInvalid(reason)
    return 0


def sign(request: Request, trust: Trust, _now: int) -> Request:
    """Sign with the test key, which says its name itself."""
    name, key = trust.keys[0].split()
    signature = hmac.digest(key, request.body, "sha256").hex()
    headers = {KEY_URL.name: TEST_URL, NAME.name: name.decode(), SIGNATURE.name: signature}
    return request.with_headers(headers)


def confirm(message: Message, _trust: Trust) -> Reply | None:
    """Confirm a message that says hello, with the token that its body is."""
    if message.header(b"hello") is None:
        return None
    return Reply(200, b"welcome", confirm=Confirmation(API, {"token": message.body.decode()}))


PROVIDER = replace(
    FAKE,
    title="Published",
    scheme=Custom(
        says="HMAC by a published key",
        where=str(SIGNATURE),
        verify=verify,
        sign=sign,
        secret=None,
        headers=frozenset(SIGNATURE.keys),
        pairs=KeyPairs(lambda: b"test " + SECRET.encode(), lambda private: private),
    ),
    options=(Option(name="account", says="the account that sends", example="a-1"),),
    fetched_key=FetchedKey(url=key_url, check=check, test_url=TEST_URL),
    handshakes=(Handshake(answer=confirm),),
    body="any",
)
SOURCE = Source("published", "published", PROVIDER, Trust())


def message(
    body: bytes = b"{}", *, key: str = f"first {SECRET}", url: str = URL, **more: str
) -> Message:
    """Return a signed message."""
    headers = {"Fake-Id": "1", "Fake-Event": "ping", **more}
    request = sign(Request("", headers, body), Trust(keys=(key.encode(),)), 0)
    return request.with_headers({KEY_URL.name: url}).message()
