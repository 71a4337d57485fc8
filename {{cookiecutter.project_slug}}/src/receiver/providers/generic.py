"""Our own senders: hex HMAC-SHA256 of the body in `X-Signature`, as many services do it.

The digest may be preceded by ``sha256=`` and by nothing else. The id falls back to the
body's digest, so that a sender without ids still gets each different body handled once.
"""

from receiver.composed import IfJson
from receiver.fields import BodyDigest
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.schemes import Scheme

PROVIDER = Provider(
    title="Generic HMAC",
    docs="https://datatracker.ietf.org/doc/html/rfc2104",
    scheme=Scheme(place=Header("X-Signature"), optional_prefix=b"sha256="),
    id=(Header("X-Delivery-Id"), IfJson(Json("id")), BodyDigest()),
    event=(Header("X-Event-Type"), IfJson(Json("event")), IfJson(Json("type"))),
    body="any",
    ours=True,
    retries="whatever your sender does; any answer but a 2xx means that nothing was stored",
    proven="`openssl dgst -hmac`",
    samples=(
        Sample(
            event="user_created",
            headers={"X-Delivery-Id": "{id}"},
            body='{"event": "user_created", "user_id": 42}',
        ),
    ),
)
