"""Bitbucket: an HMAC-SHA256 of the body, the event and the id in headers.

https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/
https://support.atlassian.com/bitbucket-cloud/docs/troubleshoot-webhooks/

The header is `X-Hub-Signature`, although the digest is SHA-256. A hook without a secret is not
signed and so is refused. Bitbucket Data Center calls the id `X-Request-Id`.
"""

from receiver.headers import Header
from receiver.providers.base import Provider, Sample
from receiver.signatures.schemes import Scheme

PROVIDER = Provider(
    title="Bitbucket",
    docs="https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/",
    scheme=Scheme(place=Header("X-Hub-Signature"), prefix=b"sha256="),
    id=(Header("X-Request-UUID", alias="X-Request-Id"),),
    event=(Header("X-Event-Key"),),
    deadline=10,
    retries="two more attempts after a 5xx, none after anything else",
    proven="gidgethub",
    samples=(
        Sample(
            event="repo:push",
            headers={"X-Event-Key": "repo:push", "X-Request-UUID": "{id}"},
            body='{"push": {"changes": []}, "repository": {"full_name": "octo/hello"} }',
        ),
    ),
)
