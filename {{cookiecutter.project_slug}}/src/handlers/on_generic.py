"""What to do when one of our own senders calls."""

import structlog
from pydantic import BaseModel

from receiver import Delivery, on

log = structlog.get_logger()


class UserCreated(BaseModel):
    """What our own services send when somebody signs up."""

    user_id: int


@on("generic", "user_created", check_first=True)
async def welcome(delivery: Delivery, payload: UserCreated) -> None:
    """Greet the new user; replace this with what you need.

    `check_first` answers 422 with the field errors to a payload that does not fit.
    """
    log.info("user.welcomed", user_id=payload.user_id, delivery_id=delivery.id)
