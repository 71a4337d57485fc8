"""Calendly: an HMAC of timestamp and body, in Stripe's grammar.

https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures

The secret is the subscription's signing key. A signature is good for 3 minutes. Deliveries
have no id; their time is in the body, so the body's digest tells them apart. How long a
signature is good, and the retries, are unverified.
"""

from receiver.fields import UNNAMED, BodyDigest
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.parts import Body, Item, Items
from receiver.signatures.schemes import Scheme
from receiver.signatures.timestamps import Timestamp

PROVIDER = Provider(
    title="Calendly",
    docs="https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures",
    scheme=Scheme(
        place=Header("Calendly-Webhook-Signature"),
        items=Items(signature=b"v1"),
        content=(Item(b"t"), b".", Body()),
        timestamp=Timestamp(Item(b"t"), tolerance=180),
    ),
    id=(BodyDigest(),),
    event=(Json("event"), UNNAMED),
    retries="for up to 24 hours (unverified)",
    proven="stripe",
    samples=(
        Sample(
            event="invitee.created",
            body='{"event": "invitee.created", "created_at": "{now_iso}", "payload": {"uri": '
            '"https://api.calendly.com/scheduled_events/1250/invitees/{id}"} }',
        ),
    ),
)
