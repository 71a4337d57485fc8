"""Zendesk: an HMAC of timestamp and body, in base64.

https://developer.zendesk.com/documentation/webhooks/verifying/

The secret is taken literally, although it looks like base64. Events of Zendesk's own have an
id and a type. What triggers and automations send is whatever an administrator wrote, also
forms and XML; an `id` in there may be a ticket's, so those go by the id of the invocation, which
is not signed (that a retry keeps it is unverified). Their method must be POST. How old a message
may be is our rule; Zendesk has none.
"""

from receiver.composed import IfJson, Joined
from receiver.fields import UNNAMED, BodyDigest, Read
from receiver.headers import Header
from receiver.messages import Message
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.algorithms import Hmac
from receiver.signatures.encodings import BASE64
from receiver.signatures.parts import Body
from receiver.signatures.schemes import Scheme
from receiver.signatures.timestamps import DATE, Timestamp
from receiver.signatures.tolerances import tolerance

TIMESTAMP = Header("X-Zendesk-Webhook-Signature-Timestamp")


def event_id(message: Message) -> str | None:
    """Return the id of an event of Zendesk's own."""
    kind = Json("type").find(message) or ""
    return Json("id").find(message) if kind.startswith("zen:") else None


PROVIDER = Provider(
    title="Zendesk",
    docs="https://developer.zendesk.com/documentation/webhooks/verifying/",
    scheme=Scheme(
        place=Header("X-Zendesk-Webhook-Signature"),
        content=(TIMESTAMP, Body()),
        algorithm=Hmac(encoding=BASE64),
        timestamp=Timestamp(TIMESTAMP, unit=DATE),
    ),
    options=(tolerance(300),),
    id=(
        IfJson(Read("JSON `id` of an event", event_id)),
        Header("X-Zendesk-Webhook-Invocation-Id"),
        Joined(TIMESTAMP, (BodyDigest(),)),
    ),
    event=(IfJson(Json("type")), UNNAMED),
    body="any",
    deadline=12,
    retries="up to 5 times after a timeout, up to 3 times after a 409, at times after 429 and 503",
    samples=(
        Sample(
            event="zen:event-type:user.created",
            body='{"type": "zen:event-type:user.created", "id": "{id}", "time": "{now_iso}", '
            '"account_id": 1250, "zendesk_event_version": "2022-11-06", "detail": {"id": "7"} }',
        ),
    ),
)
