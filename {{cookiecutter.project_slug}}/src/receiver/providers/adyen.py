"""Adyen's standard webhooks: an HMAC in each item, over eight of its fields.

https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures
https://docs.adyen.com/development-resources/webhooks/troubleshoot

The key is shown in hex. Every item must be signed; what is not among the eight fields is not
covered. Each delivery is the body with one item in it. After a change of the key, deliveries
with the old one go on for a while: keep both.
"""

from receiver.batches import Batch
from receiver.fields import UNNAMED, BodyDigest, Read
from receiver.handshakes import as_text
from receiver.messages import Message
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures import adyen
from receiver.signatures.custom import Custom
from receiver.signatures.secrets import HEX_KEY

PARTS = ("pspReference", "eventCode", "success")


def identity(message: Message) -> str | None:
    """Return the three joined, or None: fewer of them would not tell events apart."""
    found = [adyen.member(adyen.items(message)[0], name) for name in PARTS]
    return ".".join(found) if all(found) else None


PROVIDER = Provider(
    title="Adyen",
    docs="https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures",
    scheme=Custom(
        says="HMAC-SHA-256 of eight fields an item, base64",
        where=str(Json("additionalData.hmacSignature")),
        verify=adyen.verify,
        sign=adyen.sign,
        secret=HEX_KEY,
    ),
    batch=Batch("notificationItems"),
    id=(Read("an item's `pspReference` + `eventCode` + `success`", identity), BodyDigest()),
    event=(Json("notificationItems.0.NotificationRequestItem.eventCode"), UNNAMED),
    ack=as_text("[accepted]"),
    deadline=10,
    retries="three times soon, then ever less often for up to 30 days",
    proven="adyen",
    samples=(
        Sample(
            event="AUTHORISATION",
            body='{"live": "false", "notificationItems": [{"NotificationRequestItem": {'
            '"eventCode": "AUTHORISATION", "success": "true", "pspReference": "{id}", '
            '"merchantReference": "order-1250", "merchantAccountCode": "TestMerchant", '
            '"amount": {"currency": "EUR", "value": 1130}, '
            '"additionalData": {"hmacSignature": "{signature}"} } }]}',
        ),
    ),
)
