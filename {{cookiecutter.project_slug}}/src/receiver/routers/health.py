"""Health: `/livez` says that the process runs, `/readyz` that it can accept.

`/healthz` says beside that whether what was accepted is handled; it is for monitors, which ask
from time to time and wake a person. Balancers and orchestrators need the other two: nothing gets
better by sending deliveries elsewhere, or by a restart, where a handler fails. Some monitors ask
with HEAD, by which they hear the status alone.
"""

import re
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import QueryParams
from starlette.responses import JSONResponse, Response

from receiver.dependencies import Service
from receiver.errors import Unavailable
from receiver.services.running import Running
from receiver.storage.health import Oldest

MAX_AGE = 600
"""Seconds that a delivery may wait for its end, unless whoever asks says otherwise."""
NO: dict[int | str, dict[str, Any]] = {503: {"description": "No"}}
TROUBLE = (TimeoutError, SQLAlchemyError, Unavailable)

health = APIRouter(tags=["health"])


@health.head("/livez", include_in_schema=False)
@health.get("/livez", summary="The process runs")
async def livez() -> Response:
    """Answer, which is all there is to say."""
    return JSONResponse({"status": "alive"})


@health.head("/readyz", include_in_schema=False)
@health.get("/readyz", summary="The inbox takes a write", responses=NO)
async def readyz(service: Service) -> Response:
    """Try to write; 503 while the database refuses or the service shuts down."""
    if unready := await _unready(service):
        return unready
    return JSONResponse({"status": "ready", "sources": sorted(service.sources)})


@health.head("/healthz", include_in_schema=False)
@health.get(
    "/healthz",
    summary="What was accepted is handled",
    responses=NO | {400: {"description": "The question is wrong"}},
    openapi_extra={
        "parameters": [
            {
                "name": "max_age",
                "in": "query",
                "description": "Seconds that a delivery may wait for its end.",
                "schema": {"type": "integer", "minimum": 1, "default": MAX_AGE},
            }
        ]
    },
)
async def healthz(request: Request, service: Service) -> Response:
    """Look whether a delivery is older than `max_age` and not settled; then 503, as `/readyz`."""
    max_age = _max_age(request.query_params)
    if max_age is None:
        return _wrong()
    if unready := await _unready(service):
        return unready
    try:
        oldest = await service.backlog.oldest()
    except TROUBLE as error:
        return JSONResponse({"status": "unknown", "cause": type(error).__name__}, 503)
    late = oldest is not None and oldest.age > max_age
    told = {"status": "behind" if late else "healthy", "max_age": max_age, "oldest": _told(oldest)}
    return JSONResponse(told, 503 if late else 200)


async def _unready(service: Running) -> Response | None:
    if service.stopping:
        return JSONResponse({"status": "stopping"}, 503)
    try:
        await service.readiness.check()
    except TROUBLE as error:
        return JSONResponse({"status": "unready", "cause": type(error).__name__}, 503)
    return None


def _max_age(query: QueryParams) -> int | None:
    """Return what is asked for, in seconds; None if that cannot be told."""
    given = query.multi_items() or [("max_age", str(MAX_AGE))]
    if [name for name, _ in given] != ["max_age"]:
        return None
    found = re.fullmatch("[0-9]{1,9}", given[0][1], re.ASCII)
    return int(found[0]) or None if found else None


def _wrong() -> Response:
    detail = (
        f"ask as /healthz?max_age={MAX_AGE}, in whole seconds, at least 1; nothing else is known"
    )
    problem = {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": detail}
    return JSONResponse(problem, 400, media_type="application/problem+json")


def _told(oldest: Oldest | None) -> dict[str, Any] | None:
    if oldest is None:
        return None
    since = datetime.fromtimestamp(oldest.received_at, UTC).isoformat(timespec="seconds")
    return {
        "key": oldest.key,
        "source": oldest.source,
        "state": oldest.state,
        "since": since.replace("+00:00", "Z"),
        "seconds": round(oldest.age, 1),
    }
