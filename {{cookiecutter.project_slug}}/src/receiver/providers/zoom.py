"""Zoom: an HMAC of version, timestamp and body.

https://developers.zoom.us/docs/api/webhooks/

The secret is the app's secret token; the one that signed it answers the validation of the
endpoint, which Zoom repeats every 72 hours. Deliveries have no documented id, so the body's
digest is it. Whether the timestamp is in seconds or milliseconds is unverified, so both are
read. How old a message may be is our rule; Zoom has none. The retries are unverified.
"""

import hmac

from receiver.fields import UNNAMED, BodyDigest
from receiver.handshakes import Handshake, Reply, as_json
from receiver.headers import Header
from receiver.messages import Message
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.parts import Body
from receiver.signatures.schemes import Scheme
from receiver.signatures.timestamps import SECONDS_OR_MILLISECONDS, Timestamp
from receiver.signatures.tolerances import tolerance
from receiver.trust import Trust

TIMESTAMP = Header("x-zm-request-timestamp")


def validate(message: Message, trust: Trust) -> Reply | None:
    """Show that we know the secret that this is signed with, by the HMAC of a token."""
    token = Json("payload.plainToken").find(message)
    if Json("event").find(message) != "endpoint.url_validation" or token is None:
        return None
    digest = hmac.digest(trust.keys[0], token.encode(errors="surrogatepass"), "sha256")
    return as_json({"plainToken": token, "encryptedToken": digest.hex()})


PROVIDER = Provider(
    title="Zoom",
    docs="https://developers.zoom.us/docs/api/webhooks/",
    scheme=Scheme(
        place=Header("x-zm-signature"),
        prefix=b"v0=",
        content=(b"v0:", TIMESTAMP, b":", Body()),
        timestamp=Timestamp(TIMESTAMP, unit=SECONDS_OR_MILLISECONDS),
    ),
    handshakes=(Handshake(answer=validate),),
    options=(tolerance(300),),
    id=(BodyDigest(),),
    event=(Json("event"), UNNAMED),
    ack=Reply(200),
    deadline=3,
    retries="three times: after 5, 30 and 90 min (unverified)",
    samples=(
        Sample(
            event="meeting.started",
            body='{"event": "meeting.started", "event_ts": {now_ms}, "payload": {"account_id": '
            '"a1250", "object": {"id": "{number}", "uuid": "{id}", "topic": "Hello"} } }',
        ),
    ),
)
