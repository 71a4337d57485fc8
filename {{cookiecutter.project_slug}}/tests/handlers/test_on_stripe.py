"""The example handler for Stripe: change it together with the handler."""

from structlog.testing import capture_logs

from fake import delivery
from handlers.on_stripe import book


def test_book() -> None:
    """A payment is booked."""
    with capture_logs() as logs:
        book(delivery(body=b'{"data": {"object": {"id": "pi_1250"}}}'))
    assert ["pi_1250"] == [line["intent"] for line in logs]
