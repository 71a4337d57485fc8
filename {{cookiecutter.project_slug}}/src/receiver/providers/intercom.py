"""Intercom: an HMAC of the body, with SHA-1.

https://developers.intercom.com/docs/webhooks/webhook-notifications

The secret is the app's client secret. SHA-1 is all that Intercom offers; a digest of another
kind is refused. A `ping` has no id, so the body's digest stands in for it. The check of the
URL with HEAD, the deadline and the retries are unverified.
"""

from receiver.fields import UNNAMED, BodyDigest
from receiver.handshakes import Handshake, Reply
from receiver.headers import Header
from receiver.messages import Message
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.algorithms import Hmac
from receiver.signatures.schemes import Scheme
from receiver.trust import Trust


def exists(_message: Message, _trust: Trust) -> Reply:
    """Say that there is an endpoint."""
    return Reply(200)


PROVIDER = Provider(
    title="Intercom",
    docs="https://developers.intercom.com/docs/webhooks/webhook-notifications",
    scheme=Scheme(place=Header("X-Hub-Signature"), prefix=b"sha1=", algorithm=Hmac("sha1")),
    handshakes=(Handshake(answer=exists, method="HEAD", signed=False),),
    id=(Json("id"), BodyDigest()),
    event=(Json("topic"), UNNAMED),
    deadline=5,
    deadline_unverified=True,
    retries="once, after 1 min (unverified); paused, then suspended, if failures go on",
    samples=(
        Sample(
            event="conversation.user.created",
            body='{"type": "notification_event", "id": "notif_{id}", "app_id": "a1250", "topic": '
            '"conversation.user.created", "created_at": {now}, "data": {"item": {"id": "1"} } }',
        ),
    ),
)
