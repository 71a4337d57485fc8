"""Adyen's platform, balance and management webhooks: an HMAC of the body, in base64.

https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures
https://docs.adyen.com/development-resources/webhooks/troubleshoot

The key is shown in hex. Several events share one `data.id`, so the body's digest is the id.
After a change of the key, deliveries with the old one go on for a while: keep both. Payment
webhooks are signed otherwise: they are the provider `adyen`.
"""

from receiver.fields import UNNAMED, BodyDigest
from receiver.handshakes import as_text
from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.algorithms import Hmac
from receiver.signatures.encodings import BASE64
from receiver.signatures.schemes import Scheme
from receiver.signatures.secrets import HEX_KEY

PROVIDER = Provider(
    title="Adyen for Platforms",
    docs="https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures",
    scheme=Scheme(place=Header("HmacSignature"), algorithm=Hmac(encoding=BASE64), secret=HEX_KEY),
    id=(BodyDigest(),),
    event=(Json("type"), UNNAMED),
    ack=as_text("[accepted]"),
    deadline=10,
    retries="three times soon, then ever less often for up to 30 days",
    proven="adyen",
    samples=(
        Sample(
            event="merchant.created",
            headers={"Protocol": "HmacSHA256"},
            body='{"type": "merchant.created", "environment": "test", "createdAt": "{now_iso}", '
            '"data": {"merchantId": "M{id}", "companyId": "C1250"} }',
        ),
    ),
)
