"""CloudEvents over HTTP, from any sender of them: a bearer token, nothing is signed.

https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md

The token comes in the header `Authorization` or in the URL as `access_token`. Events come as
JSON, as a batch of them, or in binary mode with their attributes in headers. With the option
`origins`, each delivery must name one of them in `WebHook-Request-Origin`.
"""

from receiver.batches import Batch
from receiver.composed import IfJson, Joined
from receiver.headers import Bearer, Header
from receiver.origins import ADMISSION, ALLOWED, PERMISSION
from receiver.places import Either, Json, Query
from receiver.providers.base import Provider, Sample
from receiver.signatures.algorithms import Token
from receiver.signatures.schemes import Scheme

PROVIDER = Provider(
    title="CloudEvents",
    docs="https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md",
    scheme=Scheme(place=Either(Bearer(), Query("access_token")), content=(), algorithm=Token()),
    options=(ALLOWED,),
    handshakes=(PERMISSION, ADMISSION),
    body="any",
    batch=Batch(content_type="application/cloudevents-batch+json"),
    id=(
        Joined(Header("ce-id"), (Header("ce-source"),)),
        IfJson(Joined(Json("id"), (Json("source"),))),
    ),
    event=(Header("ce-type"), IfJson(Json("type"))),
    retries="as the sender chooses",
    samples=(
        Sample(
            event="com.example.order.paid",
            content_type="application/cloudevents+json",
            body='{"specversion": "1.0", "id": "{id}", "source": "/orders", '
            '"type": "com.example.order.paid", "data": {"order": 1250}}',
        ),
    ),
)
