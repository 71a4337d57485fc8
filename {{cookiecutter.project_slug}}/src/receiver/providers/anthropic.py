"""Anthropic: Standard Webhooks, with the event's type in its data.

https://platform.claude.com/docs/managed-agents/webhooks

The headers are those that Anthropic's own library reads.
"""

from receiver.fields import UNNAMED
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.standard_webhooks import ID, standard_webhooks

PROVIDER = Provider(
    title="Anthropic",
    docs="https://platform.claude.com/docs/managed-agents/webhooks",
    scheme=standard_webhooks(),
    id=(ID,),
    event=(Json("data.type"), UNNAMED),
    retries="after anything but a 2xx",
    proven="anthropic",
    samples=(
        Sample(
            event="session.status_idled",
            headers={"webhook-id": "msg_{id}"},
            body='{"type": "event", "id": "wevt_{id}", "created_at": "{now_iso}", '
            '"data": {"type": "session.status_idled", "id": "session_1250"} }',
        ),
    ),
)
