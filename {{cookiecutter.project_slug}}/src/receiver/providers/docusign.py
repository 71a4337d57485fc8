"""DocuSign Connect: an HMAC of the body in base64, in a numbered header for each live key.

https://developers.docusign.com/platform/webhooks/connect/validate

The secret is the Connect key, taken literally. Set the configuration to JSON; the older XML is
refused. Deliveries have no id, and `retryCount` changes between attempts, so the id is made of
envelope, event and time. The deadline and the retries are unverified.
"""

from receiver.composed import Joined, Together
from receiver.fields import UNNAMED, BodyDigest
from receiver.headers import NumberedHeaders
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.algorithms import Hmac
from receiver.signatures.encodings import BASE64
from receiver.signatures.schemes import Scheme

PARTS = (Json("data.envelopeId"), Json("event"), Json("generatedDateTime"))

PROVIDER = Provider(
    title="DocuSign",
    docs="https://developers.docusign.com/platform/webhooks/connect/validate",
    scheme=Scheme(place=NumberedHeaders("X-DocuSign-Signature-"), algorithm=Hmac(encoding=BASE64)),
    id=(Joined(Together(PARTS), (Json("data.recipientId"),)), BodyDigest()),
    event=(Json("event"), UNNAMED),
    deadline=100,
    deadline_unverified=True,
    retries="after about 5 min, then ever less often, for up to 15 days (unverified)",
    samples=(
        Sample(
            event="envelope-completed",
            body='{"event": "envelope-completed", "apiVersion": "v2.1", "retryCount": 0, '
            '"generatedDateTime": "{now_iso}", "data": {"accountId": "a", "envelopeId": "{id}"} }',
        ),
    ),
)
