"""Health: `/livez` says that the process runs, `/readyz` that it can accept."""

from fastapi import APIRouter
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, Response

from receiver.dependencies import Service
from receiver.errors import Unavailable

health = APIRouter(tags=["health"])


@health.get("/livez", summary="The process runs")
async def livez() -> Response:
    """Answer, which is all there is to say."""
    return JSONResponse({"status": "alive"})


@health.get("/readyz", summary="The inbox takes a write", responses={503: {"description": "No"}})
async def readyz(service: Service) -> Response:
    """Try to write; 503 while the database refuses or the service shuts down."""
    if service.stopping:
        return JSONResponse({"status": "stopping"}, 503)
    try:
        await service.readiness.check()
    except (TimeoutError, SQLAlchemyError, Unavailable) as error:
        return JSONResponse({"status": "unready", "cause": type(error).__name__}, 503)
    return JSONResponse({"status": "ready", "sources": sorted(service.sources)})
