"""Supabase's auth hooks: Standard Webhooks, whose answer is read.

https://supabase.com/docs/guides/auth/auth-hooks

A hook is asked and waits, so this provider is for those hooks that may be answered with an
empty object, such as the one that sends e-mails. The event is not said: each hook has a URL,
so give each a source of its own. The secret is `v1,whsec_…`; several may be joined by `|`.
Database webhooks are something else, and not signed (unverified).
"""

from receiver.fields import Fixed
from receiver.handshakes import as_json
from receiver.providers.base import Provider, Sample
from receiver.signatures.secrets import SUPABASE
from receiver.signatures.standard_webhooks import ID, standard_webhooks

PROVIDER = Provider(
    title="Supabase",
    docs="https://supabase.com/docs/guides/auth/auth-hooks",
    scheme=standard_webhooks(secret=SUPABASE),
    id=(ID,),
    event=(Fixed("auth_hook"),),
    ack=as_json({}),
    deadline=5,
    retries="up to 3 times, 2 s apart, after a 429 or a 503 with `retry-after`",
    proven="standardwebhooks",
    samples=(
        Sample(
            event="auth_hook",
            headers={"webhook-id": "{id}"},
            body='{"user": {"id": "u1250", "email": "ada@example.com"}, '
            '"email_data": {"token": "125012", "email_action_type": "signup"} }',
        ),
    ),
)
