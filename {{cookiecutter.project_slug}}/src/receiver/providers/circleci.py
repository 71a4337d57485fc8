"""CircleCI: an HMAC of the body, listed by version.

https://circleci.com/docs/guides/integration/outbound-webhooks/

Only `v1` counts; versions that may come later are passed over.
"""

from receiver.fields import UNNAMED, BodyDigest
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.parts import Items
from receiver.signatures.schemes import Scheme

PROVIDER = Provider(
    title="CircleCI",
    docs="https://circleci.com/docs/guides/integration/outbound-webhooks/",
    scheme=Scheme(place=Header("circleci-signature"), items=Items(signature=b"v1")),
    id=(Json("id"), BodyDigest()),
    event=(Header("circleci-event-type"), Json("type"), UNNAMED),
    deadline=10,
    retries="some, on a schedule that its documentation does not state",
    samples=(
        Sample(
            event="workflow-completed",
            headers={"circleci-event-type": "workflow-completed"},
            body='{"type": "workflow-completed", "id": "{id}", "happened_at": "{now_iso}", '
            '"workflow": {"id": "w1250", "name": "build", "status": "success"} }',
        ),
    ),
)
