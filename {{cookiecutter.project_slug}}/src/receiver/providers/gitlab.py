"""GitLab with a secret token: the secret itself comes in a header, nothing is signed.

https://docs.gitlab.com/user/project/integrations/webhooks/

From GitLab 19 on a hook can have a signing token: that is the provider `gitlab_signing_token`.
`Idempotency-Key` comes from 17.4 on. Before, `X-Gitlab-Event-UUID` is shared by the hooks that
one hook sets off, so the body's digest is added to it; without either, the digest alone is the
id. The deadline is the default, which an instance may change; the retries are unverified.
"""

from receiver.composed import Joined
from receiver.fields import UNNAMED, BodyDigest
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.algorithms import Token
from receiver.signatures.schemes import Scheme

PROVIDER = Provider(
    title="GitLab, secret token",
    docs="https://docs.gitlab.com/user/project/integrations/webhooks/",
    scheme=Scheme(place=Header("X-Gitlab-Token"), content=(), algorithm=Token()),
    id=(
        Header("Idempotency-Key"),
        Joined(Header("X-Gitlab-Event-UUID"), (BodyDigest(),)),
        BodyDigest(),
    ),
    event=(Header("X-Gitlab-Event"), Json("object_kind"), UNNAMED),
    deadline=10,
    retries="none by itself (unverified); repeated 4xx disable a hook for good, 5xx for a time",
    proven="gidgetlab",
    samples=(
        Sample(
            event="Push Hook",
            headers={"X-Gitlab-Event": "Push Hook", "Idempotency-Key": "{id}"},
            body='{"object_kind": "push", "ref": "refs/heads/main", "project": {"id": 1250} }',
        ),
        Sample(
            event="Merge Request Hook",
            headers={"X-Gitlab-Event": "Merge Request Hook", "Idempotency-Key": "{id}"},
            body='{"object_kind": "merge_request", "object_attributes": {"iid": 7, "action": '
            '"open", "title": "Say hello"}, "project": {"id": 1250} }',
        ),
    ),
)
