"""Dropbox: an HMAC of the body, which says whose files have changed and no more.

https://www.dropbox.com/developers/reference/webhooks

A notification has no id, and a later one for the same account is the same byte for byte. So
each is a delivery of its own: a duplicate makes a handler ask for changes once too often,
while dropping one could leave changes unseen. Fetch them with your cursor. The deadline is
unverified.
"""

from uuid import uuid4

from receiver.fields import Fixed, Read
from receiver.handshakes import Handshake, Reply, as_text
from receiver.headers import Header
from receiver.messages import Message
from receiver.places import Query
from receiver.providers.base import Provider, Sample
from receiver.signatures.schemes import Scheme
from receiver.trust import Trust


def challenged(message: Message, _trust: Trust) -> Reply | None:
    """Hand back the challenge by which Dropbox makes sure of the URL."""
    challenge = Query("challenge").find(message)
    return as_text(challenge) if challenge else None


def fresh(_message: Message) -> str:
    """Return an id of its own for each notification."""
    return str(uuid4())


PROVIDER = Provider(
    title="Dropbox",
    docs="https://www.dropbox.com/developers/reference/webhooks",
    scheme=Scheme(place=Header("X-Dropbox-Signature")),
    handshakes=(Handshake(answer=challenged, method="GET", signed=False),),
    id=(Read("a fresh one each time", fresh),),
    event=(Fixed("changed"),),
    ack=Reply(200),
    deadline=10,
    retries="for about ten minutes, ever less often",
    samples=(
        Sample(
            event="changed",
            body='{"list_folder": {"accounts": ["dbid:{id}"]}, "delta": {"users": [{number}]} }',
        ),
    ),
)
