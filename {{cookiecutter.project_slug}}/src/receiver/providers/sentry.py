"""Sentry's integration platform: an HMAC of the body, resource and id in headers.

https://docs.sentry.io/organization/integrations/integration-platform/webhooks/

The secret is the integration's client secret. Sentry waits for one second only. The header
`Sentry-Hook-Timestamp` is not signed and never looked at. Whether a retry keeps its
`Request-ID` is not said.
"""

from receiver.composed import Joined
from receiver.fields import UNNAMED, BodyDigest
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.schemes import Scheme

PROVIDER = Provider(
    title="Sentry",
    docs="https://docs.sentry.io/organization/integrations/integration-platform/webhooks/",
    scheme=Scheme(place=Header("Sentry-Hook-Signature")),
    id=(Header("Request-ID"), BodyDigest()),
    event=(Joined(Header("Sentry-Hook-Resource"), (Json("action"),)), UNNAMED),
    deadline=1,
    retries="not documented",
    samples=(
        Sample(
            event="issue.created",
            headers={"Sentry-Hook-Resource": "issue", "Request-ID": "{id}"},
            body='{"action": "created", "installation": {"uuid": "1250"}, "data": {"issue": '
            '{"id": "7", "title": "It does not greet"} }, "actor": {"type": "application"} }',
        ),
    ),
)
