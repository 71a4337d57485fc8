"""Jira Cloud: an HMAC-SHA256 of the body, the id in a header.

https://developer.atlassian.com/cloud/jira/platform/webhooks/

The header is `X-Hub-Signature`, although the digest is SHA-256. Which webhooks are signed is
said in two ways, and unverified: those with a secret are. The JWT of Connect apps is not read.
A body holds the time, so its digest stands in for an id that is not there. How often Jira
tries is unverified.
"""

from receiver.fields import UNNAMED, BodyDigest
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.schemes import Scheme

PROVIDER = Provider(
    title="Jira",
    docs="https://developer.atlassian.com/cloud/jira/platform/webhooks/",
    scheme=Scheme(place=Header("X-Hub-Signature"), prefix=b"sha256="),
    id=(Header("X-Atlassian-Webhook-Identifier"), BodyDigest()),
    event=(Json("webhookEvent"), UNNAMED),
    retries="up to 5 times (unverified), after 408, 409, 425, 429, a 5xx or no answer",
    proven="gidgethub",
    samples=(
        Sample(
            event="jira:issue_updated",
            headers={"X-Atlassian-Webhook-Identifier": "{id}"},
            body='{"timestamp": {now_ms}, "webhookEvent": "jira:issue_updated", "issue": '
            '{"id": "1250", "key": "HELLO-7"} }',
        ),
    ),
)
