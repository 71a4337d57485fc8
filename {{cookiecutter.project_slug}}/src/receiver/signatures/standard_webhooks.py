"""Standard Webhooks: the scheme that many senders share, under two sets of header names.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md

Id, timestamp and body are signed, each as it came. The header lists a signature for each
key that the sender has live, with the version of the scheme in front.
"""

from receiver.headers import Header
from receiver.signatures.algorithms import Algorithm, Hmac
from receiver.signatures.encodings import BASE64
from receiver.signatures.parts import Body, Items
from receiver.signatures.schemes import Scheme
from receiver.signatures.secrets import WHSEC, SecretFormat
from receiver.signatures.timestamps import Timestamp

ID = Header("webhook-id")
SVIX_ID = Header("svix-id", alias="webhook-id")
"""Svix signs for senders under their own name too; its library takes `svix-…` first."""


def standard_webhooks(
    identity: Header = ID,
    *,
    version: bytes = b"v1",
    algorithm: Algorithm = Hmac(encoding=BASE64),  # noqa: B008 - frozen
    secret: SecretFormat = WHSEC,
) -> Scheme:
    """Return the scheme of a sender whose id stands in `identity`."""
    timestamp = _beside(identity, "timestamp")
    return Scheme(
        place=_beside(identity, "signature"),
        items=Items(signature=version, separator=b" ", equals=b","),
        content=(identity, b".", timestamp, b".", Body()),
        algorithm=algorithm,
        timestamp=Timestamp(timestamp, tolerance=300),
        secret=secret,
    )


def _beside(identity: Header, what: str) -> Header:
    """Return the header that goes with the id's."""
    name, alias = (
        f"{each.removesuffix('id')}{what}" if each else ""
        for each in (identity.name, identity.alias)
    )
    return Header(name, alias)
