"""Paddle Billing: an HMAC of timestamp and body, joined by a colon.

https://developer.paddle.com/webhooks/about/signature-verification

A signature is good for 5 seconds, as in Paddle's own libraries: a receiver whose clock is not
kept by NTP needs more, which the option `tolerance` says. Paddle sends an `h1` for each live
secret while a secret is changed. Each destination has a secret of its own.
"""

from receiver.fields import UNNAMED, BodyDigest
from receiver.handshakes import Reply
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.parts import Body, Item, Items
from receiver.signatures.schemes import Scheme
from receiver.signatures.timestamps import Timestamp
from receiver.signatures.tolerances import tolerance

PROVIDER = Provider(
    title="Paddle",
    docs="https://developer.paddle.com/webhooks/about/signature-verification",
    scheme=Scheme(
        place=Header("Paddle-Signature"),
        items=Items(signature=b"h1", separator=b";"),
        content=(Item(b"ts"), b":", Body()),
        timestamp=Timestamp(Item(b"ts"), tolerance=5),
    ),
    options=(tolerance(5),),
    id=(Json("event_id"), BodyDigest()),
    event=(Json("event_type"), UNNAMED),
    ack=Reply(200),
    deadline=5,
    retries="60 times in 3 days, in the sandbox 3 times (unverified)",
    proven="paddle-python-sdk",
    samples=(
        Sample(
            event="transaction.completed",
            body='{"event_id": "evt_{id}", "event_type": "transaction.completed", "occurred_at": '
            '"{now_iso}", "notification_id": "ntf_{id}", "data": {"id": "txn_1250"} }',
        ),
    ),
)
