"""GitLab 19 and later with a signing token: Standard Webhooks.

https://docs.gitlab.com/user/project/integrations/webhooks/

GitLab sends `webhook-id` and `webhook-timestamp` with every delivery, and `webhook-signature`
only if the hook has a signing token. A delivery without it is refused here, whatever its
`X-Gitlab-Token` says. The deadline is the default, which an instance may change; the retries
are unverified.
"""

from receiver.fields import UNNAMED
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.standard_webhooks import ID, standard_webhooks

PROVIDER = Provider(
    title="GitLab, signing token",
    docs="https://docs.gitlab.com/user/project/integrations/webhooks/",
    scheme=standard_webhooks(),
    id=(ID,),
    event=(Header("X-Gitlab-Event"), Json("object_kind"), UNNAMED),
    deadline=10,
    retries="none by itself (unverified); repeated 4xx disable a hook for good, 5xx for a time",
    proven="standardwebhooks",
    samples=(
        Sample(
            event="Push Hook",
            headers={"X-Gitlab-Event": "Push Hook", "webhook-id": "{id}"},
            body='{"object_kind": "push", "ref": "refs/heads/main", "project": {"id": 1250} }',
        ),
    ),
)
