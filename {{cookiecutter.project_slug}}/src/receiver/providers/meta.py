"""Meta, for WhatsApp, Facebook and Instagram: an HMAC of the body.

https://developers.facebook.com/docs/graph-api/webhooks/getting-started

The secret is the app's. Characters beyond ASCII arrive as escapes and are signed so: never
write the JSON anew. A POST can hold many changes and is one delivery. Its id is that of a
WhatsApp message, or of its being sent, delivered or read, if there is nothing else in it, and
else the body's digest: other statuses, those of payments and groups, may come more than once.
"""

import hmac
from typing import Any

from receiver.fields import UNNAMED, BodyDigest, Read
from receiver.handshakes import Handshake, Reply, as_text
from receiver.headers import Header
from receiver.messages import Message
from receiver.places import Json, Query
from receiver.providers.base import Provider, Sample
from receiver.signatures.schemes import Scheme
from receiver.trust import Option, Trust


def subscribe(message: Message, trust: Trust) -> Reply | None:
    """Hand back the challenge of a subscription that knows our token."""
    if Query("hub.mode").find(message) != "subscribe":
        return None
    ours = trust.options.get("verify_token", "").encode(errors="surrogateescape")
    theirs = (Query("hub.verify_token").find(message) or "").encode(errors="surrogateescape")
    challenge = Query("hub.challenge").find(message)
    if not (ours and hmac.compare_digest(ours, theirs) and challenge):
        return as_text("Forbidden", 403)
    return as_text(challenge)


def identity(message: Message) -> str | None:
    """Return the id of the one WhatsApp message or status that there is, if nothing else is."""
    match message.json():
        case {"entry": [{"changes": [{"field": "messages", "value": dict(value)}]}]}:
            found = value.get("messages") or [], value.get("statuses") or []
        case _:
            return None
    match found:
        case [{"id": str(name)}], []:
            return name or None
        case [], [{"id": str(name), "status": "sent" | "delivered" | "read" as status} as one]:
            alone = name and "payment" not in one and one.get("recipient_type") != "group"
            return f"{name}.{status}" if alone else None
    return None


def items(value: Any, name: str) -> list[dict[str, Any]]:  # noqa: ANN401 - JSON is anything
    """Return the objects in the array that an object's member is, none for anything else."""
    found = value.get(name) if isinstance(value, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def event(message: Message) -> str | None:
    """Return ``object.field``, or ``object`` where the changes are of several fields or none."""
    kind, entries = Json("object").find(message), items(message.json(), "entry")
    changes = [change for entry in entries for change in items(entry, "changes")]
    fields = {field for change in changes if isinstance(field := change.get("field"), str)}
    return f"{kind}.{fields.pop()}" if kind and len(fields) == 1 else kind


PROVIDER = Provider(
    title="Meta (WhatsApp, Facebook, Instagram)",
    docs="https://developers.facebook.com/docs/graph-api/webhooks/getting-started",
    scheme=Scheme(place=Header("X-Hub-Signature-256"), prefix=b"sha256="),
    options=(
        Option(
            name="verify_token",
            says="the verify token that you enter in the app's dashboard beside the URL",
            example="",
            required=False,
            identifies=True,
        ),
    ),
    handshakes=(Handshake(answer=subscribe, method="GET", signed=False),),
    id=(Read("the id of the only message or status", identity), BodyDigest()),
    event=(Read("JSON `object` + `field` of the changes", event), UNNAMED),
    ack=Reply(200),
    retries="at once, then ever less often, for 36 hours; WhatsApp for up to 7 days",
    proven="pywa",
    samples=(
        Sample(
            event="whatsapp_business_account.messages",
            body='{"object": "whatsapp_business_account", "entry": [{"id": "1250", "changes": '
            '[{"field": "messages", "value": {"messaging_product": "whatsapp", "messages": '
            '[{"id": "wamid.{id}", "from": "15550100", "timestamp": "{now}", "type": "text", '
            '"text": {"body": "hello"} }]} }]}]}',
        ),
    ),
)
