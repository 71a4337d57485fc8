"""PayPal: an RSA signature over ids, time and a checksum of the body.

https://developer.paypal.com/api/rest/webhooks/rest/

The body is bound by its CRC-32 alone, and another body can be made to have the same one. So a
transmission id, which is signed, is taken once; what must not be wrong should be fetched from
PayPal's API by the handler. How old a message may be is our rule; that PayPal signs anew when
it tries again is unverified.
"""

from receiver.fields import UNNAMED
from receiver.places import Json
from receiver.providers.base import FetchedKey, Provider, Sample
from receiver.signatures import paypal
from receiver.signatures.certificates import PAIRS
from receiver.signatures.custom import Custom
from receiver.signatures.tolerances import tolerance
from receiver.trust import Option

PROVIDER = Provider(
    title="PayPal",
    docs="https://developer.paypal.com/api/rest/webhooks/rest/",
    scheme=Custom(
        says="RSA-SHA-256 of ids, time and CRC-32, by a certificate at PayPal",
        where=str(paypal.SIGNATURE),
        verify=paypal.verify,
        sign=paypal.sign,
        secret=None,
        headers=frozenset(paypal.SIGNATURE.keys),
        pairs=PAIRS,
    ),
    fetched_key=FetchedKey(url=paypal.key_url, check=paypal.check, test_url=paypal.TEST_URL),
    options=(
        Option(
            name="webhook_id",
            says="the id of the webhook, from the app's dashboard",
            example="1JE4291016473214C",
            identifies=True,
        ),
        tolerance(300),
    ),
    id=(Json("id"), paypal.ID),
    event=(Json("event_type"), UNNAMED),
    once=paypal.ID,
    retries="up to 25 times over three days (unverified)",
    proven="the documentation and `cryptography` alone: PayPal's verifier is broken",
    samples=(
        Sample(
            event="PAYMENT.CAPTURE.COMPLETED",
            headers={paypal.ID.name: "{id}"},
            body='{"id": "WH-{id}", "event_version": "1.0", "resource_type": "capture", '
            '"event_type": "PAYMENT.CAPTURE.COMPLETED", "resource": {"id": "42311647XV020574X"}}',
        ),
    ),
)
