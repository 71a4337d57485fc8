"""Stripe: an HMAC of timestamp and body, id and event in the body.

https://docs.stripe.com/webhooks#verify-manually

The secret is taken literally, `whsec_` included. Only `v1` counts; Stripe sends one for
each live secret while a secret is rolled. A space after the comma is not its grammar.
"""

from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.parts import Body, Item, Items
from receiver.signatures.schemes import Scheme
from receiver.signatures.timestamps import Timestamp

PROVIDER = Provider(
    title="Stripe",
    docs="https://docs.stripe.com/webhooks#verify-manually",
    scheme=Scheme(
        place=Header("Stripe-Signature"),
        items=Items(signature=b"v1"),
        content=(Item(b"t"), b".", Body()),
        timestamp=Timestamp(Item(b"t"), tolerance=300),
    ),
    id=(Json("id"),),
    event=(Json("type"),),
    retries="for up to three days, ever less often; the order of events is not kept",
    proven="stripe",
    samples=(
        Sample(
            event="payment_intent.succeeded",
            body='{"id": "{id}", "object": "event", "type": "payment_intent.succeeded", '
            '"livemode": false, "data": {"object": {"id": "pi_1250", "amount": 1250}}}',
        ),
    ),
)
