"""Linear: an HMAC of the body, with the timestamp inside the body.

https://linear.app/developers/webhooks

What counts is the signed field `webhookTimestamp`. The header `Linear-Timestamp` is not signed
and never looked at. Anything but a 200 is sent again.
"""

from receiver.composed import Joined
from receiver.fields import UNNAMED
from receiver.handshakes import Reply
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.schemes import Scheme
from receiver.signatures.timestamps import MILLISECONDS, Timestamp

ACTION = Json("action")

PROVIDER = Provider(
    title="Linear",
    docs="https://linear.app/developers/webhooks",
    scheme=Scheme(
        place=Header("Linear-Signature"),
        timestamp=Timestamp(Json("webhookTimestamp"), tolerance=60, unit=MILLISECONDS),
    ),
    id=(Header("Linear-Delivery"),),
    event=(Joined(Header("Linear-Event"), (ACTION,)), Joined(Json("type"), (ACTION,)), UNNAMED),
    ack=Reply(200),
    deadline=5,
    retries="three times: after 1 min, 1 h and 6 h",
    samples=(
        Sample(
            event="Issue.create",
            headers={"Linear-Event": "Issue", "Linear-Delivery": "{id}"},
            body='{"action": "create", "type": "Issue", "createdAt": "{now_iso}", '
            '"webhookTimestamp": {now_ms}, "data": {"id": "i1250", "title": "Say hello"} }',
        ),
    ),
)
