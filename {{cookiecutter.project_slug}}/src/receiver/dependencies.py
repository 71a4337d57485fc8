"""What routers depend on: the verified delivery, and the parts that `wiring.py` runs."""

from typing import Annotated

from fastapi import Depends, Request

from receiver.deliveries import Delivery
from receiver.errors import SignatureInvalid
from receiver.wiring import Running


async def verified_delivery(request: Request) -> Delivery:
    """Return what the signature middleware verified; without it nothing is accepted."""
    delivery = getattr(request.state, "delivery", None)
    if not isinstance(delivery, Delivery):
        message = "the request was not verified"
        raise SignatureInvalid(message)
    return delivery


async def running(request: Request) -> Running:
    """Return the running parts of the service."""
    parts: Running = request.state.running
    return parts


VerifiedDelivery = Annotated[Delivery, Depends(verified_delivery)]
Service = Annotated[Running, Depends(running)]
