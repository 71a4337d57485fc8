"""PagerDuty, webhooks version 3: an HMAC of the body, one for each live secret.

https://docs.pagerduty.com/developer/verifying-webhook-signatures

PagerDuty drops what is answered with a 4xx (but 429) and does not send it again. So whatever
is signed is kept, also without an id or an event, and if it is no JSON at all.
"""

from receiver.composed import IfJson
from receiver.fields import UNNAMED, BodyDigest
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.parts import Items
from receiver.signatures.schemes import Scheme

PROVIDER = Provider(
    title="PagerDuty",
    docs="https://docs.pagerduty.com/developer/verifying-webhook-signatures",
    scheme=Scheme(place=Header("X-PagerDuty-Signature"), items=Items(signature=b"v1")),
    id=(Header("X-Webhook-Id"), IfJson(Json("event.id")), BodyDigest()),
    event=(IfJson(Json("event.event_type")), UNNAMED),
    body="any",
    deadline=5,
    retries="4 times in about 20 min after a timeout, a 5xx or a 429; other 4xx end that",
    samples=(
        Sample(
            event="incident.triggered",
            headers={"X-Webhook-Id": "{id}"},
            body='{"event": {"id": "ev{id}", "event_type": "incident.triggered", "resource_type": '
            '"incident", "occurred_at": "{now_iso}", "data": {"id": "P1250"} } }',
        ),
    ),
)
