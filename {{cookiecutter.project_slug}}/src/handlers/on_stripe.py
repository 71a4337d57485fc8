"""What to do when Stripe calls."""

import structlog

from receiver import Delivery, on

log = structlog.get_logger()


@on("stripe", "payment_intent.succeeded")
def book(delivery: Delivery) -> None:
    """Book the payment; replace this with what you need. It is not async: it runs in a thread."""
    log.info("payment.booked", intent=delivery.json()["data"]["object"]["id"])
