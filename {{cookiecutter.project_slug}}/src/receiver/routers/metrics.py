"""`/metrics` in Prometheus's text format, the inbox's depth read at that moment."""

import asyncio
from math import nan

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import Response

from receiver.dependencies import Service
from receiver.observability.metrics import NOT_DONE
from receiver.storage.health import depths, oldest_pending, undone

metrics = APIRouter(tags=["health"])


@metrics.get("/metrics", summary="Metrics for Prometheus", response_class=Response)
async def read_metrics(service: Service) -> Response:
    """Return every metric, of all processes that count together, and the state of the inbox.

    While the database does not answer, that state is NaN: the other metrics are needed then.
    """
    show, read = service.metrics.show_inbox, service.database.read
    try:
        async with asyncio.timeout(service.settings.commit_timeout):
            show(await read(depths) | await read(undone), await read(oldest_pending))
    except (TimeoutError, SQLAlchemyError):
        show(dict.fromkeys(NOT_DONE, nan), nan)
    return Response(service.metrics.text(), media_type=CONTENT_TYPE_LATEST)
