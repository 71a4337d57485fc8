"""What routers depend on: what `wiring.py` runs."""

from typing import Annotated

from fastapi import Depends, Request

from receiver.services.running import Running


async def running(request: Request) -> Running:
    """Return the running parts of the service."""
    parts: Running = request.state.running
    return parts


Service = Annotated[Running, Depends(running)]
