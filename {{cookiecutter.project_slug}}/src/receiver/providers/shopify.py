"""Shopify: an HMAC of the body in base64, topic and id in headers.

https://shopify.dev/docs/apps/build/webhooks/verify-deliveries

The secret is the app's client secret. After it is rotated, deliveries with the old one go on
for up to an hour: keep both. The headers come with or without `X-`. `X-Shopify-Event-Id` is
not the id of a delivery: several subscriptions share it. What a shop's own notification
settings send is signed with another secret.
"""

from receiver.fields import UNNAMED, BodyDigest
from receiver.headers import Header
from receiver.providers.base import Provider, Sample
from receiver.signatures.algorithms import Hmac
from receiver.signatures.encodings import BASE64
from receiver.signatures.schemes import Scheme

PROVIDER = Provider(
    title="Shopify",
    docs="https://shopify.dev/docs/apps/build/webhooks/verify-deliveries",
    scheme=Scheme(
        place=Header("X-Shopify-Hmac-Sha256", alias="Shopify-Hmac-Sha256"),
        algorithm=Hmac(encoding=BASE64),
    ),
    id=(Header("X-Shopify-Webhook-Id", alias="Shopify-Webhook-Id"), BodyDigest()),
    event=(Header("X-Shopify-Topic", alias="Shopify-Topic"), UNNAMED),
    deadline=5,
    retries="8 times in 4 hours; after 8 failures in a row a subscription may be deleted",
    samples=(
        Sample(
            event="orders/create",
            headers={"X-Shopify-Topic": "orders/create", "X-Shopify-Webhook-Id": "{id}"},
            body='{"id": {number}, "email": "ada@example.com", "total_price": "12.50"}',
        ),
    ),
)
