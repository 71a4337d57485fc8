"""`/metrics` in Prometheus's text format, the inbox's depth read at that moment."""

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import Response

from receiver.dependencies import Service
from receiver.storage.health import depths, oldest_pending

metrics = APIRouter(tags=["health"])


@metrics.get("/metrics", summary="Metrics for Prometheus", response_class=Response)
async def read_metrics(service: Service) -> Response:
    """Return every metric of this process and the state of the inbox."""
    service.metrics.show_inbox(
        await service.database.read(depths), await service.database.read(oldest_pending)
    )
    return Response(generate_latest(service.metrics.registry), media_type=CONTENT_TYPE_LATEST)
