"""Svix, which delivers for many senders, under its own header names or theirs.

https://docs.svix.com/receiving/verifying-payloads/how-manual
"""

from receiver.fields import UNNAMED
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.standard_webhooks import SVIX_ID, standard_webhooks

PROVIDER = Provider(
    title="Svix",
    docs="https://docs.svix.com/receiving/verifying-payloads/how-manual",
    scheme=standard_webhooks(SVIX_ID),
    id=(SVIX_ID,),
    event=(Json("type"), Json("event_type"), UNNAMED),
    deadline=15,
    retries="after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h; off after 5 days of failure",
    proven="svix",
    samples=(
        Sample(
            event="invoice.paid",
            headers={"svix-id": "msg_{id}"},
            body='{"type": "invoice.paid", "data": {"id": "in_1250", "amount": 1250}}',
        ),
    ),
)
