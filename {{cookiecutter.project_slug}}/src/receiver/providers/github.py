"""GitHub: an HMAC of the body, the event and the id in headers.

https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries

The older `X-Hub-Signature` (SHA-1) is never looked at. A redelivery keeps its id.
"""

from receiver.fields import Header, Joined, Json
from receiver.providers.base import Provider, Sample
from receiver.signatures import Scheme

PROVIDER = Provider(
    title="GitHub",
    docs="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries",
    scheme=Scheme(header=Header("X-Hub-Signature-256"), prefix=b"sha256="),
    id=(Header("X-GitHub-Delivery"),),
    event=(Joined(Header("X-GitHub-Event"), (Json("action"),)),),
    deadline=10,
    retries="none by itself; a delivery can be sent again from the webhook's settings",
    samples=(
        Sample(
            event="push",
            headers={
                "Content-Type": "application/json",
                "X-GitHub-Event": "push",
                "X-GitHub-Delivery": "{id}",
            },
            body='{"ref": "refs/heads/main", "repository": {"full_name": "octo/hello"}, '
            '"pusher": {"name": "octo"}, "commits": [{"message": "Say hello"}]}',
        ),
        Sample(
            event="issues.opened",
            headers={
                "Content-Type": "application/json",
                "X-GitHub-Event": "issues",
                "X-GitHub-Delivery": "{id}",
            },
            body='{"action": "opened", "issue": {"number": 7, "title": "It does not greet"}, '
            '"repository": {"full_name": "octo/hello"}}',
        ),
    ),
)
