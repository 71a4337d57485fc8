"""Standard Webhooks with a key pair (`v1a`): Ed25519 of the same content as `v1`.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md

The secret is the sender's public key, `whpk_…`; several may be trusted while it is changed.
A `v1` signature beside it is never looked at, so that no HMAC can be made with a public key.
"""

from receiver.fields import UNNAMED
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.ed25519 import WHPK, Ed25519
from receiver.signatures.encodings import BASE64
from receiver.signatures.standard_webhooks import ID, standard_webhooks

PROVIDER = Provider(
    title="Standard Webhooks, asymmetric",
    docs="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md",
    scheme=standard_webhooks(version=b"v1a", algorithm=Ed25519(encoding=BASE64), secret=WHPK),
    id=(ID,),
    event=(Json("type"), UNNAMED),
    deadline=15,
    retries="recommended: at once, after 5 s, 5 and 30 min, 2, 5, 10, 14, 20 and 24 h",
    proven="pynacl",
    samples=(
        Sample(
            event="invoice.paid",
            headers={"webhook-id": "msg_{id}"},
            body='{"type": "invoice.paid", "timestamp": "{now_iso}", "data": {"id": "in_1250"} }',
        ),
    ),
)
