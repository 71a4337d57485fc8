"""OpenAI: Standard Webhooks.

https://platform.openai.com/docs/guides/webhooks

The key is what follows `whsec_`, decoded from base64. A signature without `v1,` in front is
refused. The retries are unverified.
"""

from receiver.fields import UNNAMED
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.standard_webhooks import ID, standard_webhooks

PROVIDER = Provider(
    title="OpenAI",
    docs="https://platform.openai.com/docs/guides/webhooks",
    scheme=standard_webhooks(),
    id=(ID,),
    event=(Json("type"), UNNAMED),
    retries="for up to 72 hours, ever less often (unverified)",
    proven="openai",
    samples=(
        Sample(
            event="response.completed",
            headers={"webhook-id": "wh_{id}"},
            body='{"object": "event", "id": "evt_{id}", "type": "response.completed", '
            '"created_at": {now}, "data": {"id": "resp_1250"} }',
        ),
    ),
)
