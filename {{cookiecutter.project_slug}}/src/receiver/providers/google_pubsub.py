"""Google Cloud Pub/Sub, push: a bearer JWT from Google says who sends.

https://docs.cloud.google.com/pubsub/docs/authenticate-push-subscriptions

The token does not cover the body: it proves that a push subscription with your service
account and your audience sent something. TLS is what protects the content on its way.
The message's data is base64 within the JSON: `delivery.json()["message"]["data"]`. A message's
id is unique within its topic, so each topic needs a source of its own. The deadline is the
default of a subscription's; the retries are unverified.
"""

from receiver.fields import Fixed
from receiver.headers import Bearer
from receiver.places import Json
from receiver.providers.base import FetchedKey, Provider, Sample
from receiver.signatures import pubsub
from receiver.signatures.certificates import PAIRS
from receiver.signatures.custom import Custom
from receiver.trust import Option

PROVIDER = Provider(
    title="Google Cloud Pub/Sub",
    docs="https://docs.cloud.google.com/pubsub/docs/authenticate-push-subscriptions",
    scheme=Custom(
        says="JWT, RS256, by Google's published keys",
        where=str(Bearer()),
        verify=pubsub.verify,
        sign=pubsub.sign,
        secret=None,
        pairs=PAIRS,
    ),
    fetched_key=FetchedKey(url=pubsub.key_url, check=pubsub.check, test_url=pubsub.TEST_KEY),
    options=(
        Option(
            name="audience",
            says="the audience set on the push subscription; by default its endpoint URL",
            example="https://hooks.example.com/webhooks/google_pubsub",
        ),
        Option(
            name="email",
            says="the service account that the push subscription sends as",
            # Nobody's account: a project's id has six characters or more.
            example="pusher@my-id.iam.gserviceaccount.com",
        ),
    ),
    id=(Json("message.messageId"),),
    event=(Json("message.attributes.eventType"), Fixed("message")),
    deadline=10,
    retries="until the subscription's retention ends, ever less often (unverified)",
    proven="google-auth",
    samples=(
        Sample(
            event="message",
            body='{"message": {"data": "SGVsbG8=", "messageId": "{number}", "publishTime": '
            '"{now_iso}"}, "subscription": "projects/my-project/subscriptions/hooks"}',
        ),
    ),
)
