"""The endpoint of each source: verified deliveries go in, a receipt comes out."""

from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse, Response

from receiver.dependencies import Service, VerifiedDeliveries
from receiver.providers.base import Provider
from receiver.routers.descriptions import ACCEPTED, DUPLICATE, description
from receiver.services.inbox import Receipt
from receiver.services.sources import Sources


async def receive(deliveries: VerifiedDeliveries, service: Service) -> Response:
    """Store the deliveries of a message, answer, and then hint that they are there."""
    receipts = await service.inbox.accept(*deliveries)
    keys = [each.key for each in receipts if each.key is not None]
    response = answer(service.sources[deliveries[0].source].provider, receipts)
    if keys:
        response.background = BackgroundTask(service.notify, keys)
    return response


def answer(provider: Provider, receipts: list[Receipt]) -> Response:
    """Return the sender's own kind of answer, or ours: 202 if anything is new, 200 if not."""
    if reply := provider.answer(receipts[0].delivery):
        return Response(reply.body, reply.status, reply.headers)
    told = [_told(each) for each in receipts]
    status = DUPLICATE if all(each.key is None for each in receipts) else ACCEPTED
    if len(told) == 1:
        return JSONResponse(told[0], status)
    outcome = "duplicate" if status == DUPLICATE else "accepted"
    return JSONResponse({"status": outcome, "deliveries": told}, status)


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
            receive,
            methods=["POST"],
            name=f"receive_{source.name}",
            summary=f"Receive a delivery from {source.provider.title}",
            **description(source),
        )
    return router
