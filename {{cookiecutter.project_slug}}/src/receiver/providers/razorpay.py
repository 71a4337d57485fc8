"""Razorpay: an HMAC of the body, the id in a header.

https://razorpay.com/docs/webhooks/validate-test/

The secret is the webhook's, not that of the API. After it is changed, older events are still
sent with the old one: keep both for a day. The deadline is unverified.
"""

from receiver.fields import UNNAMED, BodyDigest
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.schemes import Scheme

PROVIDER = Provider(
    title="Razorpay",
    docs="https://razorpay.com/docs/webhooks/validate-test/",
    scheme=Scheme(place=Header("X-Razorpay-Signature")),
    id=(Header("x-razorpay-event-id"), BodyDigest()),
    event=(Json("event"), UNNAMED),
    deadline=5,
    deadline_unverified=True,
    retries="for 24 hours, ever less often; then the webhook is disabled",
    proven="razorpay",
    samples=(
        Sample(
            event="payment.captured",
            headers={"x-razorpay-event-id": "{id}"},
            body='{"entity": "event", "event": "payment.captured", "contains": ["payment"], '
            '"payload": {"payment": {"entity": {"id": "pay_1250"} } }, "created_at": {now} }',
        ),
    ),
)
