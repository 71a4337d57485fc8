"""Mailgun: an HMAC in the body, over a timestamp and a token, and not over the event.

https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks

The event's data is not signed: TLS protects it on its way, and a token, which is signed, is
taken once. The secret is the HTTP webhook signing key. Anything but 200 and 406 is sent again,
so 406 is the answer to a bad signature. Events of a subaccount are verified with the key of
the subaccount; `parent-signature` is not looked at. The forms of older webhooks are refused.

How old a message may be is our rule. If a retry carries the first timestamp (unverified), those
after a longer outage are refused: the option `tolerance` may well be 43200, since a token counts
only once.
"""

from receiver.fields import UNNAMED, BodyDigest
from receiver.handshakes import Reply
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.schemes import Scheme
from receiver.signatures.timestamps import Timestamp
from receiver.signatures.tolerances import tolerance

PROVIDER = Provider(
    title="Mailgun",
    docs="https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks",
    scheme=Scheme(
        place=Json("signature.signature"),
        content=(Json("signature.timestamp"), Json("signature.token")),
        timestamp=Timestamp(Json("signature.timestamp")),
    ),
    options=(tolerance(300),),
    id=(Json("event-data.id"), BodyDigest()),
    event=(Json("event-data.event"), UNNAMED),
    once=Json("signature.token"),
    ack=Reply(200),
    rejection=406,
    retries="after 5, 10 and 15 min, 1 h, 2 h and 4 h; never for deliveries (`delivered`)",
    proven="django-anymail",
    samples=(
        Sample(
            event="delivered",
            body='{"signature": {"timestamp": "{now}", "token": '
            '"{id}4f1d7c2b9a6e3058d1c4f7a2b5e8093d6c1f4a", "signature": "{signature}"}, '
            '"event-data": {"id": "{id}", "event": "delivered", "recipient": "ada@example.com"} }',
        ),
    ),
)
