"""Lemon Squeezy: an HMAC of the body.

https://docs.lemonsqueezy.com/help/webhooks/signing-requests

Deliveries have no id (`meta.webhook_id` is the webhook's own), so the body's digest is it. That,
the names of the event, the answer of 200 and the retries are unverified.
"""

from receiver.fields import UNNAMED, BodyDigest
from receiver.handshakes import Reply
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.schemes import Scheme

PROVIDER = Provider(
    title="Lemon Squeezy",
    docs="https://docs.lemonsqueezy.com/help/webhooks/signing-requests",
    scheme=Scheme(place=Header("X-Signature")),
    id=(BodyDigest(),),
    event=(Json("meta.event_name"), Header("X-Event-Name"), UNNAMED),
    ack=Reply(200),
    retries="three times: after 5, 25 and 125 s (unverified)",
    samples=(
        Sample(
            event="order_created",
            headers={"X-Event-Name": "order_created"},
            body='{"meta": {"event_name": "order_created", "webhook_id": "1250"}, "data": {"type": '
            '"orders", "id": "{number}", "attributes": {"total": 1250, "identifier": "{id}"} } }',
        ),
    ),
)
