"""Resend: Standard Webhooks under Svix's header names, and under no others.

https://resend.com/docs/webhooks/verify-webhooks-requests
"""

from receiver.fields import UNNAMED
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.standard_webhooks import standard_webhooks

ID = Header("svix-id")

PROVIDER = Provider(
    title="Resend",
    docs="https://resend.com/docs/webhooks/verify-webhooks-requests",
    scheme=standard_webhooks(ID),
    id=(ID,),
    event=(Json("type"), UNNAMED),
    deadline=15,
    retries="at once, after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h",
    proven="resend",
    samples=(
        Sample(
            event="email.delivered",
            headers={"svix-id": "msg_{id}"},
            body='{"type": "email.delivered", "created_at": "{now_iso}", '
            '"data": {"email_id": "e1250", "to": ["ada@example.com"]} }',
        ),
    ),
)
