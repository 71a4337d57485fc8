"""The ASGI application: `uvicorn --factory receiver.main:app`, which `receiver serve` runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from prometheus_fastapi_instrumentator import Instrumentator
from starlette.middleware import Middleware

from receiver import wiring
from receiver.middleware.closing import ClosingMiddleware
from receiver.middleware.problems import ProblemsMiddleware
from receiver.middleware.request_id import RequestIdMiddleware
from receiver.middleware.signature import SignatureMiddleware
from receiver.observability import logging
from receiver.routers.health import health
from receiver.routers.metrics import metrics
from receiver.routers.webhooks import webhooks
from receiver.server.stopping import stopped_by_signals
from receiver.settings import load_settings
from receiver.wiring import Parts


def app() -> FastAPI:
    """Return the application that the environment describes; raises `SettingsInvalid`."""
    settings = load_settings()
    logging.configure(settings)
    return create_app(wiring.assemble(settings))


def create_app(parts: Parts) -> FastAPI:
    """Return the application of these parts."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[dict[str, object]]:
        with stopped_by_signals(parts.settings.shutdown_delay) as stop:
            async with wiring.run(parts) as running:
                stop.service = running
                yield {"running": running}

    api = FastAPI(
        title="Webhook receiver",
        lifespan=lifespan,
        redirect_slashes=False,
        middleware=[
            Middleware(ClosingMiddleware),
            Middleware(RequestIdMiddleware),
            Middleware(ProblemsMiddleware),
            Middleware(
                SignatureMiddleware,
                sources=parts.sources,
                metrics=parts.metrics,
                settings=parts.settings,
                keys=parts.keys,
            ),
        ],
    )
    for router in (webhooks(parts.sources), health, metrics):
        api.include_router(router)
    Instrumentator(registry=parts.metrics.registry).instrument(api)
    return api
