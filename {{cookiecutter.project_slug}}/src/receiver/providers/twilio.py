"""Twilio: an HMAC of the public URL and the form's fields.

https://www.twilio.com/docs/usage/webhooks/webhooks-security

The account's auth token signs with SHA-1; keys made for webhooks alone (SharedKey) sign with
SHA-256, which the option `algorithm` says. Have it send POST. There is no timestamp: a message's
id and status, which are signed, keep a repeated request from being handled twice. Anything else
goes by a token that is not signed: calls and conversations send many requests about one id.
"""

from receiver.fields import BodyDigest, Read
from receiver.handshakes import Reply
from receiver.headers import Header
from receiver.messages import Message
from receiver.places import Form
from receiver.providers.base import Provider, Sample
from receiver.signatures import twilio
from receiver.signatures.custom import Custom
from receiver.signatures.secrets import TEXT
from receiver.trust import Option


def value(name: str, message: Message) -> str | None:
    """Return a field of the form; what looks like one in another body is none."""
    return Form(name).find(message) if twilio.is_form(message) else None


def status_of(kind: str, message: Message) -> str | None:
    """Return the status of a message or a call."""
    return value(f"{kind}Status", message) or value("SmsStatus", message)


def identity(message: Message) -> str | None:
    """Return a message's id and status, if both are there."""
    name, status = value("MessageSid", message), status_of("Message", message)
    return f"{name}.{status}" if name and status else None


def event(message: Message) -> str:
    """Return ``message`` or ``call`` and its status, or ``request``."""
    for kind in ("Message", "Call"):
        if value(f"{kind}Sid", message):
            status = status_of(kind, message)
            return f"{kind.lower()}.{status}" if status else kind.lower()
    return "request"


PROVIDER = Provider(
    title="Twilio",
    docs="https://www.twilio.com/docs/usage/webhooks/webhooks-security",
    scheme=Custom(
        says="HMAC-SHA-1 or HMAC-SHA-256 of URL and form, base64",
        where=str(twilio.SIGNATURE),
        verify=twilio.verify,
        sign=twilio.sign,
        secret=TEXT,
        headers=frozenset(twilio.SIGNATURE.keys),
        url=True,
    ),
    options=(
        Option(
            name="algorithm",
            says="the algorithm: sha1 for the account's auth token, sha256 for a SharedKey",
            example="sha1",
            check=twilio.check_algorithm,
            required=False,
        ),
    ),
    id=(
        Read("form `MessageSid` + status", identity),
        Header("I-Twilio-Idempotency-Token"),
        BodyDigest(),
    ),
    event=(Read("kind and status", event),),
    body="any",
    ack=Reply(200, b"<Response/>", {"Content-Type": "text/xml"}),
    deadline=15,
    retries="only where no connection came about, unless the URL asks for more",
    proven="twilio",
    samples=(
        Sample(
            event="message.received",
            content_type="application/x-www-form-urlencoded",
            body="MessageSid=SM{id}&SmsStatus=received&From=%2B14155550100&Body=Hello+%26+welcome",
        ),
    ),
)
