"""Polar: Standard Webhooks, with the whole secret taken literally.

https://polar.sh/docs/integrate/webhooks/delivery

The key is the text of the secret itself, `whsec_` included: nothing is decoded. An endpoint is
disabled after 10 deliveries in a row have failed.
"""

from receiver.fields import UNNAMED
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.secrets import TEXT
from receiver.signatures.standard_webhooks import ID, standard_webhooks

PROVIDER = Provider(
    title="Polar",
    docs="https://polar.sh/docs/integrate/webhooks/delivery",
    scheme=standard_webhooks(secret=TEXT),
    id=(ID,),
    event=(Json("type"), UNNAMED),
    deadline=10,
    retries="10 times, ever less often",
    proven="polar-sdk",
    samples=(
        Sample(
            event="order.paid",
            headers={"webhook-id": "{id}"},
            body='{"type": "order.paid", "timestamp": "{now_iso}", "data": {"id": "o1250"} }',
        ),
    ),
)
