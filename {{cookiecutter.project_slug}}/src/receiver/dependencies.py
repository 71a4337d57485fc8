"""What routers depend on: the verified deliveries, and the parts that `wiring.py` runs."""

from typing import Annotated

from fastapi import Depends, Request

from receiver.deliveries import Delivery
from receiver.errors import SignatureInvalid
from receiver.services.running import Running


async def verified_deliveries(request: Request) -> tuple[Delivery, ...]:
    """Return what the signature middleware verified; without it nothing is accepted."""
    found = getattr(request.state, "deliveries", None)
    if isinstance(found, tuple) and found and all(isinstance(each, Delivery) for each in found):
        return found
    message = "the request was not verified"
    raise SignatureInvalid(message)


async def running(request: Request) -> Running:
    """Return the running parts of the service."""
    parts: Running = request.state.running
    return parts


VerifiedDeliveries = Annotated[tuple[Delivery, ...], Depends(verified_deliveries)]
Service = Annotated[Running, Depends(running)]
