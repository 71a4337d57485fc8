"""Discord: Ed25519 of timestamp and body, for interactions and for webhook events.

https://discord.com/developers/docs/interactions/overview#setting-up-an-endpoint
https://discord.com/developers/docs/events/webhook-events

Discord tries bad signatures now and then and removes an endpoint that takes them. It wants a
Content-Type even with the empty answer to a ping. How old a message may be is our rule; Discord
has none. Interactions are answered "later": a handler has 15 minutes to do so with the
interaction's token.
"""

from receiver.composed import Joined
from receiver.deliveries import Delivery
from receiver.fields import UNNAMED, BodyDigest, Read
from receiver.handshakes import Handshake, Reply, as_json
from receiver.headers import Header
from receiver.messages import Message
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.ed25519 import HEX_PUBLIC_KEY, Ed25519
from receiver.signatures.parts import Body
from receiver.signatures.schemes import Scheme
from receiver.signatures.timestamps import Timestamp
from receiver.signatures.tolerances import tolerance
from receiver.trust import Trust

TIMESTAMP = Header("X-Signature-Timestamp")
INTERACTIONS = {"2": "command", "3": "component", "4": "autocomplete", "5": "modal"}
LATER = {"interaction.command": 5, "interaction.component": 6, "interaction.modal": 5}


def pong(message: Message, _trust: Trust) -> Reply | None:
    """Answer the two pings: type 1 of interactions and type 0 of webhook events."""
    kind = Json("type").find(message)
    if kind == "1" and Json("event.type").find(message) is None:
        return as_json({"type": 1})
    return Reply(204, headers={"Content-Type": "application/json"}) if kind == "0" else None


def interaction(message: Message) -> str | None:
    """Return an interaction's event; webhook events have an object `event` beside the type."""
    kind = INTERACTIONS.get(Json("type").find(message) or "")
    return f"interaction.{kind}" if kind else None


def answer(delivery: Delivery) -> Reply:
    """Answer an interaction with "later", where there is such an answer, and an event with 204."""
    if delivery.event == "interaction.autocomplete":
        return as_json({"type": 8, "data": {"choices": []}})
    later = LATER.get(delivery.event)
    return as_json({"type": later}) if later else Reply(204)


PROVIDER = Provider(
    title="Discord",
    docs="https://discord.com/developers/docs/interactions/overview#setting-up-an-endpoint",
    scheme=Scheme(
        place=Header("X-Signature-Ed25519"),
        content=(TIMESTAMP, Body()),
        algorithm=Ed25519(),
        timestamp=Timestamp(TIMESTAMP),
        secret=HEX_PUBLIC_KEY,
    ),
    options=(tolerance(300),),
    id=(Json("id"), Joined(Json("event.type"), (Json("event.timestamp"), BodyDigest()))),
    event=(Json("event.type"), Read("the kind of interaction", interaction), UNNAMED),
    handshakes=(Handshake(answer=pong),),
    ack=answer,
    deadline=3,
    retries="webhook events for up to 10 minutes, ever less often; interactions never",
    proven="discord-interactions",
    samples=(
        Sample(
            event="APPLICATION_AUTHORIZED",
            body='{"version": 1, "application_id": "1234", "type": 1, "event": '
            '{"type": "APPLICATION_AUTHORIZED", "timestamp": "{now_iso}", "data": '
            '{"user": {"id": "{number}", "username": "ada"}, "scopes": ["identify"]} } }',
        ),
        Sample(
            event="interaction.command",
            body='{"id": "{id}", "application_id": "2", "type": 2, "token": "sample", '
            '"version": 1, "data": {"name": "hello", "type": 1}}',
        ),
    ),
)
