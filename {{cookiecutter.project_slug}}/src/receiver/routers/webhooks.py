"""The endpoint of each source: verified deliveries go in, a receipt comes out.

It is the signature middleware's, and not FastAPI's, which only describes it: routing, dependencies
and the rest cost more than all that is done for a delivery. What would come to it there was not
verified.
"""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.responses import Response

from receiver import jsons
from receiver.deliveries import Delivery
from receiver.errors import SignatureInvalid
from receiver.handshakes import Reply
from receiver.providers.base import Provider
from receiver.routers.descriptions import ACCEPTED, DUPLICATE, description
from receiver.services.inbox import Receipt
from receiver.services.running import Running
from receiver.services.sources import Sources

JSON = {"Content-Type": "application/json"}


async def receive(
    deliveries: tuple[Delivery, ...], service: Running
) -> tuple[Reply, Sequence[int]]:
    """Store the deliveries of a message; return the answer, and the keys of those that are new."""
    with service.spans.request(deliveries) as span:
        receipts = await service.inbox.accept(*span.carried(deliveries))
        new = [each.key for each in receipts if each.key is not None]
        reply = answer(service.sources[deliveries[0].source].provider, receipts)
        span.tell(
            "accepted" if new else "duplicate", status=reply.status, key=next(iter(new), None)
        )
    return reply, new


def answer(provider: Provider, receipts: list[Receipt]) -> Reply:
    """Return the sender's own kind of answer, or ours: 202 if anything is new, 200 if not."""
    if reply := provider.answer(receipts[0].delivery):
        return reply
    told = [_told(each) for each in receipts]
    status = DUPLICATE if all(each.key is None for each in receipts) else ACCEPTED
    if len(told) == 1:
        return Reply(status, jsons.write(told[0]).encode(), JSON)
    outcome = "duplicate" if status == DUPLICATE else "accepted"
    body = jsons.write({"status": outcome, "deliveries": told}).encode()
    return Reply(status, body, JSON)


def _told(receipt: Receipt) -> dict[str, object]:
    """Return what a receipt says."""
    delivery = receipt.delivery
    told: dict[str, object] = {
        "status": receipt.outcome,
        "id": delivery.id,
        "event": delivery.event,
    }
    return told if receipt.key is None else {**told, "key": receipt.key}


def webhooks(sources: Sources) -> APIRouter:
    """Return a router with an endpoint for each source, described by its provider."""
    router = APIRouter(prefix="/webhooks", tags=["webhooks"])
    for source in sources.values():
        router.add_api_route(
            f"/{source.name}",
            refuse,
            methods=["POST"],
            name=f"receive_{source.name}",
            summary=f"Receive a delivery from {source.provider.title}",
            **description(source),
        )
    return router


async def refuse() -> Response:
    """Refuse what has not come through the middleware."""
    message = "the request was not verified"
    raise SignatureInvalid(message)
