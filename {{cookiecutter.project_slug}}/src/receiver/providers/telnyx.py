"""Telnyx: Ed25519 of timestamp and body, joined by a bar.

https://developers.telnyx.com/docs/development/api-fundamentals/webhooks

The secret is the account's public key, in base64.
"""

from receiver.fields import UNNAMED, BodyDigest
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.ed25519 import BASE64_PUBLIC_KEY, Ed25519
from receiver.signatures.encodings import BASE64
from receiver.signatures.parts import Body
from receiver.signatures.schemes import Scheme
from receiver.signatures.timestamps import Timestamp

TIMESTAMP = Header("telnyx-timestamp")

PROVIDER = Provider(
    title="Telnyx",
    docs="https://developers.telnyx.com/docs/development/api-fundamentals/webhooks",
    scheme=Scheme(
        place=Header("telnyx-signature-ed25519"),
        content=(TIMESTAMP, b"|", Body()),
        algorithm=Ed25519(encoding=BASE64),
        timestamp=Timestamp(TIMESTAMP, tolerance=300),
        secret=BASE64_PUBLIC_KEY,
    ),
    id=(Json("data.id"), BodyDigest()),
    event=(Json("data.event_type"), UNNAMED),
    deadline=2,
    retries="ever less often, and to the failover URL if there is one",
    proven="telnyx",
    samples=(
        Sample(
            event="message.received",
            body='{"data": {"record_type": "event", "id": "{id}", "event_type": '
            '"message.received", "occurred_at": "{now_iso}", "payload": {"text": "hello"} } }',
        ),
    ),
)
