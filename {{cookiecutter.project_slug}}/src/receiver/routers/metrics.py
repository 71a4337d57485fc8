"""`/metrics` in Prometheus's text format, with the inbox's depth as it is at that moment."""

from math import nan

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import Response

from receiver.dependencies import Service
from receiver.observability.metrics import NOT_DONE

metrics = APIRouter(tags=["health"])


@metrics.get("/metrics", summary="Metrics for Prometheus", response_class=Response)
async def read_metrics(service: Service) -> Response:
    """Return every metric, of all processes that count together, and the state of the inbox.

    While the database does not answer, that state is NaN: the other metrics are needed then.
    """
    show = service.metrics.show_inbox
    try:
        depths, oldest = await service.backlog.depths(), await service.backlog.oldest()
        show(depths, oldest.age if oldest else 0.0)
    except (TimeoutError, SQLAlchemyError):
        show(dict.fromkeys(NOT_DONE, nan), nan)
    return Response(service.metrics.text(), media_type=CONTENT_TYPE_LATEST)
