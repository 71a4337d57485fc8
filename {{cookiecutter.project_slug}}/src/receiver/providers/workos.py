"""WorkOS: an HMAC of timestamp and body, listed as Stripe does, but with a space.

https://workos.com/docs/events/data-syncing/webhooks

The timestamp is in milliseconds. The retries are unverified.
"""

from receiver.fields import UNNAMED, BodyDigest
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.parts import Body, Item, Items
from receiver.signatures.schemes import Scheme
from receiver.signatures.timestamps import MILLISECONDS, Timestamp

PROVIDER = Provider(
    title="WorkOS",
    docs="https://workos.com/docs/events/data-syncing/webhooks",
    scheme=Scheme(
        place=Header("WorkOS-Signature"),
        items=Items(signature=b"v1", separator=b", "),
        content=(Item(b"t"), b".", Body()),
        timestamp=Timestamp(Item(b"t"), tolerance=180, unit=MILLISECONDS),
    ),
    id=(Json("id"), BodyDigest()),
    event=(Json("event"), UNNAMED),
    retries="some times after anything but a 2xx (unverified)",
    proven="workos",
    samples=(
        Sample(
            event="user.created",
            body='{"id": "event_{id}", "event": "user.created", "created_at": "{now_iso}", '
            '"data": {"object": "user", "id": "user_1250"} }',
        ),
    ),
)
