"""WorkOS: Stripe's grammar with a space, and milliseconds."""

import hmac

import pytest

from fake import message
from receiver.errors import ReceiverError
from receiver.messages import Message
from senders import SECRET, sender

NOW = 1_760_000_000


def sent(at: int, separator: str = ", ") -> Message:
    """Return a message signed as WorkOS does."""
    digest = hmac.digest(SECRET.encode(), f"{at}.{'{}'}".encode(), "sha256").hex()
    return message({"WorkOS-Signature": f"t={at}{separator}v1={digest}"})


@pytest.mark.parametrize("at", [NOW * 1000, NOW * 1000 - 180_000, NOW * 1000 + 180_000])
def test_accepted(at: int) -> None:
    """The time is in milliseconds, and good for three minutes."""
    assert "unknown" == sender("workos").receive(sent(at), NOW).deliveries[0].event


@pytest.mark.parametrize("at", [NOW, NOW * 1000 - 180_001, NOW * 1000 + 180_001])
def test_time(at: int) -> None:
    """Seconds are refused, and so is the future, which WorkOS's own libraries may take."""
    with pytest.raises(ReceiverError):
        sender("workos").receive(sent(at), NOW)


@pytest.mark.parametrize("separator", [",", ";", "  ", " , "])
def test_grammar(separator: str) -> None:
    """Nothing else parts the items."""
    with pytest.raises(ReceiverError):
        sender("workos").receive(sent(NOW * 1000, separator), NOW)
