"""Clerk: Standard Webhooks under Svix's header names, and under no others.

https://clerk.com/docs/reference/backend/verify-webhook
"""

from receiver.fields import UNNAMED
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.standard_webhooks import standard_webhooks

ID = Header("svix-id")

PROVIDER = Provider(
    title="Clerk",
    docs="https://clerk.com/docs/reference/backend/verify-webhook",
    scheme=standard_webhooks(ID),
    id=(ID,),
    event=(Json("type"), UNNAMED),
    deadline=15,
    retries="at once, after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h",
    proven="svix",
    samples=(
        Sample(
            event="user.created",
            headers={"svix-id": "msg_{id}"},
            body='{"type": "user.created", "object": "event", "timestamp": {now_ms}, '
            '"data": {"id": "user_1250", "first_name": "Ada"} }',
        ),
    ),
)
