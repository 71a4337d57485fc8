"""HubSpot, signature version 3: an HMAC of method, URL, body and timestamp.

https://developers.hubspot.com/docs/api/webhooks/validating-requests

The URL is made of `RECEIVER_PUBLIC_URL` and the path: it must be, to the letter, the one that
HubSpot knows. HubSpot decodes some escapes in it before it signs, which is not done here: do
without them. The older signatures are never looked at. Each item of the array is a delivery of
its own. An `eventId` is not sure to be unique and `attemptNumber` changes between attempts, so
the id is made of all that tells events apart. The deadline and the retries are unverified.
"""

from receiver.batches import Batch
from receiver.composed import Joined, Together
from receiver.fields import UNNAMED, BodyDigest
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.algorithms import Hmac
from receiver.signatures.encodings import BASE64
from receiver.signatures.parts import Body, Method, Url
from receiver.signatures.schemes import Scheme
from receiver.signatures.timestamps import MILLISECONDS, Timestamp

TIMESTAMP = Header("X-HubSpot-Request-Timestamp")
PARTS = (Json("eventId"), Json("subscriptionId"), Json("occurredAt"))
WHAT = (Json("objectId"), Json("fromObjectId"), Json("toObjectId"), Json("propertyName"))

PROVIDER = Provider(
    title="HubSpot",
    docs="https://developers.hubspot.com/docs/api/webhooks/validating-requests",
    scheme=Scheme(
        place=Header("X-HubSpot-Signature-v3"),
        content=(Method(), Url(), Body(), TIMESTAMP),
        algorithm=Hmac(encoding=BASE64),
        timestamp=Timestamp(TIMESTAMP, unit=MILLISECONDS),
    ),
    batch=Batch(),
    id=(Joined(Together(PARTS), WHAT), BodyDigest()),
    event=(Json("subscriptionType"), UNNAMED),
    deadline=5,
    deadline_unverified=True,
    retries="up to 10 times in 24 hours (unverified)",
    proven="hubspot-api-client",
    samples=(
        Sample(
            event="contact.creation",
            body='[{"eventId": {number}, "subscriptionId": 1250, "portalId": 1, "occurredAt": '
            '{now_ms}, "subscriptionType": "contact.creation", "attemptNumber": 0, '
            '"objectId": 123}]',
        ),
    ),
)
