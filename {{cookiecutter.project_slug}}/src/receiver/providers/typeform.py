"""Typeform: an HMAC of the body in base64, after `sha256=`.

https://www.typeform.com/developers/webhooks/secure-your-webhooks/

A 404 or a 410 disables the webhook at once. The deadline is unverified.
"""

from receiver.fields import UNNAMED, BodyDigest
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.algorithms import Hmac
from receiver.signatures.encodings import BASE64
from receiver.signatures.schemes import Scheme

PROVIDER = Provider(
    title="Typeform",
    docs="https://www.typeform.com/developers/webhooks/secure-your-webhooks/",
    scheme=Scheme(
        place=Header("Typeform-Signature"), prefix=b"sha256=", algorithm=Hmac(encoding=BASE64)
    ),
    id=(Json("event_id"), BodyDigest()),
    event=(Json("event_type"), UNNAMED),
    deadline=30,
    deadline_unverified=True,
    retries="every 2 to 3 min for 10 h after 408, 423, 429 and 503; otherwise about 5 times",
    samples=(
        Sample(
            event="form_response",
            body='{"event_id": "{id}", "event_type": "form_response", "form_response": {"form_id": '
            '"f1250", "token": "{id}", "submitted_at": "{now_iso}", "answers": []} }',
        ),
    ),
)
