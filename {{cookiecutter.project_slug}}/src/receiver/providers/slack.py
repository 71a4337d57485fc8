"""Slack: an HMAC of version, timestamp and body, for events, slash commands and interactivity.

https://docs.slack.dev/authentication/verifying-requests-from-slack

Events are JSON, slash commands are forms, and interactivity is JSON in the form's field
`payload`. Slash commands and interactivity are not sent again. An empty 200 is the answer to
all of them: anything in the body of an answer would be shown to the user. That a trigger's id
is there is unverified, so the body's digest stands in for it.
"""

from receiver.composed import IfJson
from receiver.deliveries import FORM
from receiver.fields import UNNAMED, BodyDigest
from receiver.handshakes import Handshake, Reply, as_json
from receiver.headers import Header
from receiver.messages import Message
from receiver.places import Form, Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.parts import Body
from receiver.signatures.schemes import Scheme
from receiver.signatures.timestamps import Timestamp
from receiver.trust import Trust

TIMESTAMP = Header("X-Slack-Request-Timestamp")


def verify_url(message: Message, _trust: Trust) -> Reply | None:
    """Hand back the challenge by which Slack makes sure of the URL."""
    if IfJson(Json("type")).find(message) != "url_verification":
        return None
    challenge = Json("challenge").find(message)
    return as_json({"challenge": challenge}) if challenge else None


def check_ssl(message: Message, _trust: Trust) -> Reply | None:
    """Answer the unsigned form by which Slack tries a slash command's certificate."""
    is_form = message.content_type().lower().startswith(FORM)
    return Reply(200) if is_form and Form("ssl_check").find(message) == "1" else None


PROVIDER = Provider(
    title="Slack",
    docs="https://docs.slack.dev/authentication/verifying-requests-from-slack",
    scheme=Scheme(
        place=Header("X-Slack-Signature"),
        prefix=b"v0=",
        content=(b"v0:", TIMESTAMP, b":", Body()),
        timestamp=Timestamp(TIMESTAMP, tolerance=300),
    ),
    id=(
        IfJson(Json("event_id")),
        IfJson(Json("trigger_id")),
        Form("trigger_id"),
        BodyDigest(),
    ),
    event=(IfJson(Json("event.type")), IfJson(Json("type")), Form("command"), UNNAMED),
    body="any",
    handshakes=(Handshake(answer=verify_url), Handshake(answer=check_ssl, signed=False)),
    ack=Reply(200),
    deadline=3,
    retries="events three times more: at once, after 1 min and after 5 min; nothing else",
    proven="slack-sdk",
    samples=(
        Sample(
            event="app_mention",
            body='{"type": "event_callback", "event_id": "Ev{id}", "event_time": {now}, "event": '
            '{"type": "app_mention", "user": "U1250", "text": "hello"}, "team_id": "T1250"}',
        ),
        Sample(
            event="/hello",
            content_type=FORM,
            body="command=%2Fhello&text=world&user_id=U1250&team_id=T1250&trigger_id={id}",
        ),
    ),
)
