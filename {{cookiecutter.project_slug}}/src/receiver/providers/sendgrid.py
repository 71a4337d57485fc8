"""SendGrid's Event Webhook: ECDSA of timestamp and body, several events a message.

https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features

The secret is the webhook's verification key, base64 without the lines of PEM. Each item of the
array is a delivery of its own. The line break at the end of the body is signed too. How old a
message may be is our rule; SendGrid has none. The retries are unverified.
"""

from receiver.batches import Batch
from receiver.fields import UNNAMED, BodyDigest
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.p256 import P256, SPKI
from receiver.signatures.parts import Body
from receiver.signatures.schemes import Scheme
from receiver.signatures.timestamps import Timestamp
from receiver.signatures.tolerances import tolerance

TIMESTAMP = Header("X-Twilio-Email-Event-Webhook-Timestamp")

PROVIDER = Provider(
    title="SendGrid",
    docs="https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features",
    scheme=Scheme(
        place=Header("X-Twilio-Email-Event-Webhook-Signature"),
        content=(TIMESTAMP, Body()),
        algorithm=P256(),
        timestamp=Timestamp(TIMESTAMP),
        secret=SPKI,
    ),
    batch=Batch(),
    options=(tolerance(300),),
    id=(Json("sg_event_id"), BodyDigest()),
    event=(Json("event"), UNNAMED),
    retries="for up to 24 hours (unverified)",
    proven="sendgrid",
    samples=(
        Sample(
            event="delivered",
            body='[{"email": "ada@example.com", "timestamp": {now}, "event": "delivered", '
            '"sg_event_id": "{id}", "sg_message_id": "1250.recv"}]\r\n',
        ),
    ),
)
