"""What to do when GitHub calls."""

import structlog
from pydantic import BaseModel

from receiver import Delivery, on

log = structlog.get_logger()


class Repository(BaseModel):
    """The part of a repository that we read."""

    full_name: str


class Push(BaseModel):
    """The part of a push that we read.

    https://docs.github.com/webhooks/webhook-events-and-payloads#push
    """

    ref: str
    repository: Repository


@on("github", "push")
async def announce(delivery: Delivery, payload: Push) -> None:
    """Say who pushed where; replace this with what you need."""
    log.info("push.announced", repository=payload.repository.full_name, delivery_id=delivery.id)
