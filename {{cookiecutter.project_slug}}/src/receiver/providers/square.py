"""Square: an HMAC of the notification URL and the body, in base64.

https://developer.squareup.com/docs/webhooks/step3validate

The URL is made of `RECEIVER_PUBLIC_URL` and the path: it must be, to the letter, the one that
was registered with Square. Each subscription has a key, also where two of them share a URL.
"""

from receiver.fields import UNNAMED, BodyDigest
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.algorithms import Hmac
from receiver.signatures.encodings import BASE64
from receiver.signatures.parts import Body, Url
from receiver.signatures.schemes import Scheme

PROVIDER = Provider(
    title="Square",
    docs="https://developer.squareup.com/docs/webhooks/step3validate",
    scheme=Scheme(
        place=Header("x-square-hmacsha256-signature"),
        content=(Url(), Body()),
        algorithm=Hmac(encoding=BASE64),
    ),
    id=(Json("event_id"), BodyDigest()),
    event=(Json("type"), UNNAMED),
    deadline=10,
    retries="for up to 24 hours",
    proven="squareup",
    samples=(
        Sample(
            event="payment.created",
            body='{"merchant_id": "M1250", "type": "payment.created", "event_id": "{id}", '
            '"created_at": "{now_iso}", "data": {"type": "payment", "id": "p1250"} }',
        ),
    ),
)
