"""Azure Event Grid: no signature; a secret in the endpoint's URL or in a header of your choice.

https://learn.microsoft.com/en-us/azure/event-grid/security-authentication

Register the endpoint as `…/webhooks/azure_event_grid?secret=…`, or have the subscription send
the header `X-Webhook-Secret` (a delivery property, marked as secret). An endpoint is
validated before it gets events, which shows nothing and stores nothing; the option
`subscriptions` says whose validations are answered. Tokens of Microsoft Entra ID are not read.
"""

from receiver.batches import Batch
from receiver.composed import Joined
from receiver.errors import Malformed
from receiver.fields import UNNAMED, BodyDigest
from receiver.handshakes import Handshake, Reply, as_json
from receiver.headers import Header
from receiver.messages import Message
from receiver.origins import ALLOWED, PERMISSION
from receiver.places import Either, Json, Query
from receiver.providers.base import Provider, Sample
from receiver.signatures.algorithms import Token
from receiver.signatures.schemes import Scheme
from receiver.trust import Option, Trust

KIND, SUBSCRIPTION = Header("aeg-event-type"), Header("aeg-subscription-name")
VALIDATION = "Microsoft.EventGrid.SubscriptionValidationEvent"
LONGEST_CODE = 512


def validate(message: Message, trust: Trust) -> Reply | None:
    """Hand back the code of a validation, unless it is for a subscription of somebody else."""
    try:
        kind, name = KIND.find(message), SUBSCRIPTION.find(message) or ""
        if kind != "SubscriptionValidation" or Json("0.eventType").find(message) != VALIDATION:
            return None
        code = Json("0.data.validationCode").find(message)
    except Malformed:
        return None
    ours = trust.options.get("subscriptions", "").lower().split()
    if ours and name.lower() not in ours:
        return Reply(403)
    return as_json({"validationResponse": code}) if code and len(code) <= LONGEST_CODE else None


PROVIDER = Provider(
    title="Azure Event Grid",
    docs="https://learn.microsoft.com/en-us/azure/event-grid/security-authentication",
    scheme=Scheme(
        place=Either(Header("X-Webhook-Secret"), Query("secret")), content=(), algorithm=Token()
    ),
    options=(
        Option(
            name="subscriptions",
            says="the event subscriptions whose validation is answered; any if it is not set",
            example="orders",
            required=False,
        ),
        ALLOWED,
    ),
    handshakes=(Handshake(answer=validate, signed=False), PERMISSION),
    batch=Batch(),
    id=(Joined(Json("id"), (Json("source"),)), BodyDigest()),
    event=(Json("eventType"), Json("type"), UNNAMED),
    deadline=30,
    retries="after 10 s, 30 s, 1, 5, 10, 30 min, then every hour for a day; 400 and 413 end it",
    samples=(
        Sample(
            event="Orders.Paid",
            headers={"aeg-event-type": "Notification"},
            body='[{"id": "{id}", "eventType": "Orders.Paid", "subject": "orders/1250", '
            '"eventTime": "{now_iso}", "dataVersion": "1", "data": {"amount": 1250} }]',
        ),
    ),
)
