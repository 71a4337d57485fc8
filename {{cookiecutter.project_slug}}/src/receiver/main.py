"""The ASGI application: `uvicorn --factory receiver.main:app`, which `receiver serve` runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from prometheus_fastapi_instrumentator import Instrumentator
from starlette.types import ASGIApp

from receiver import wiring
from receiver.assembly import Parts, assemble
from receiver.middleware.answers import AnswersMiddleware
from receiver.middleware.methods import MethodsMiddleware
from receiver.middleware.signature import SignatureMiddleware
from receiver.observability import logging
from receiver.observability.tracing import FASTAPI
from receiver.routers.health import health
from receiver.routers.metrics import metrics
from receiver.routers.optional import opened
from receiver.routers.webhooks import receive, webhooks
from receiver.server import garbage
from receiver.server.stopping import stopped_by_signals
from receiver.settings import load_settings


def app() -> ASGIApp:
    """Return the application that the environment describes; raises `SettingsInvalid`."""
    settings = load_settings()
    logging.configure(settings)
    made = create_app(assemble(settings))
    garbage.settle()
    return made


def create_app(parts: Parts) -> ASGIApp:
    """Return the application of these parts: deliveries go past FastAPI, all else to it."""
    signatures = SignatureMiddleware(
        create_api(parts),
        endpoint=receive,
        sources=parts.sources,
        metrics=parts.metrics,
        settings=parts.settings,
        keys=parts.keys,
    )
    return AnswersMiddleware(signatures)


def create_api(parts: Parts) -> FastAPI:
    """Return what people and their tools ask: the documentation, health, metrics."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[dict[str, object]]:
        with stopped_by_signals(parts.settings.shutdown_delay) as stop:
            async with wiring.run(parts) as running, opened(parts.console, running) as state:
                stop.service = running
                yield {"running": running, **state}

    api = FastAPI(
        title="Webhook receiver", lifespan=lifespan, redirect_slashes=False, telemetry=FASTAPI
    )
    for router in (webhooks(parts.sources), health, metrics):
        api.include_router(router)
    if parts.console:
        parts.console.mount(api)
    Instrumentator(registry=parts.metrics.registry).instrument(api)
    api.add_middleware(MethodsMiddleware)  # the last one comes first
    return api
