"""GitHub: an HMAC of the body, the event and the id in headers.

https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries

The older `X-Hub-Signature` (SHA-1) is never looked at. A redelivery keeps its id.
"""

from receiver.composed import Joined
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.schemes import Scheme

PROVIDER = Provider(
    title="GitHub",
    docs="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries",
    scheme=Scheme(place=Header("X-Hub-Signature-256"), prefix=b"sha256="),
    id=(Header("X-GitHub-Delivery"),),
    event=(Joined(Header("X-GitHub-Event"), (Json("action"),)),),
    deadline=10,
    retries="none by itself; a delivery can be sent again from the webhook's settings",
    proven="gidgethub",
    samples=(
        Sample(
            event="push",
            headers={"X-GitHub-Event": "push", "X-GitHub-Delivery": "{id}"},
            body='{"ref": "refs/heads/main", "repository": {"full_name": "octo/hello"}, '
            '"pusher": {"name": "octo"}, "commits": [{"message": "Say hello"}]}',
        ),
        Sample(
            event="issues.opened",
            headers={"X-GitHub-Event": "issues", "X-GitHub-Delivery": "{id}"},
            body='{"action": "opened", "issue": {"number": 7, "title": "It does not greet"}, '
            '"repository": {"full_name": "octo/hello"}}',
        ),
    ),
)
