"""Standard Webhooks, for any sender that follows the specification.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md

The key is what follows `whsec_`, decoded from base64. A sender that rolls its secret sends a
signature for each key; one that fits is enough.
"""

from receiver.fields import UNNAMED
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.standard_webhooks import ID, standard_webhooks

PROVIDER = Provider(
    title="Standard Webhooks",
    docs="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
    scheme=standard_webhooks(),
    id=(ID,),
    event=(Json("type"), UNNAMED),
    deadline=15,
    retries="recommended: at once, after 5 s, 5 and 30 min, 2, 5, 10, 14, 20 and 24 h",
    proven="standardwebhooks",
    samples=(
        Sample(
            event="invoice.paid",
            headers={"webhook-id": "msg_{id}"},
            body='{"type": "invoice.paid", "timestamp": "{now_iso}", "data": {"id": "in_1250"} }',
        ),
    ),
)
