"""The endpoint of each source: a verified delivery goes in, a receipt comes out."""

from fastapi import APIRouter
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse, Response

from receiver.dependencies import Service, VerifiedDelivery
from receiver.routers.descriptions import description
from receiver.services.sources import Sources

ACCEPTED, DUPLICATE = 202, 200


async def receive(delivery: VerifiedDelivery, service: Service) -> Response:
    """Store the delivery, answer, and then hint that it is there."""
    receipt = await service.inbox.accept(delivery)
    body = {"status": receipt.outcome, "id": delivery.id, "event": delivery.event}
    if receipt.key is None:
        return JSONResponse(body, DUPLICATE)
    hint = BackgroundTask(service.notify, [receipt.key])
    return JSONResponse({**body, "key": receipt.key}, ACCEPTED, background=hint)


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
