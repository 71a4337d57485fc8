"""The example handler for our own senders: change it together with the handler."""

from structlog.testing import capture_logs

from fake import delivery
from handlers.on_generic import UserCreated, welcome


async def test_welcome() -> None:
    """A new user is greeted."""
    with capture_logs() as logs:
        await welcome(delivery("d-1"), UserCreated(user_id=42))
    assert [
        {"event": "user.welcomed", "user_id": 42, "delivery_id": "d-1", "log_level": "info"}
    ] == logs
