"""The app: the console's pages, each behind its guard, below `/console`."""

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from receiver.console import PATH
from receiver.console.guards import anyone, either, operators, readers
from receiver.console.pages import acting, delivery, files, listing, operations, sessions, trouble
from receiver.console.policies import PoliciesMiddleware

BOTH = ("GET", "POST")


def mount(api: FastAPI) -> None:
    """Serve the console's pages in an application, whose documentation does not name them."""
    pages = Starlette(
        routes=routes(),
        exception_handlers=trouble.HANDLERS,
        middleware=[Middleware(PoliciesMiddleware)],
    )
    pages.router.redirect_slashes = False  # to whatever host the request names

    class First:
        """The first page, whose address has no slash at its end."""

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            root, path = scope.get("root_path", "") + PATH, scope["path"] + "/"
            await pages({**scope, "root_path": root, "path": path}, receive, send)

    api.router.routes.append(Route(PATH, First()))
    api.mount(PATH, pages)


def routes() -> list[BaseRoute]:
    """Return the pages, those that look first."""
    return [
        Route("/", readers(listing.show)),
        Route("/deliveries/{key}", readers(delivery.show)),
        Route("/deliveries/{key}/body", readers(delivery.download)),
        Route("/deliveries/{key}/act", operators(acting.on_one), methods=["POST"]),
        Route("/act", either(readers(acting.preview), operators(acting.on_many)), methods=BOTH),
        Route("/operations", readers(operations.show)),
        Route("/operations/{key}", operators(operations.change), methods=["POST"]),
        Route("/sign-in", either(anyone(sessions.ask), anyone(sessions.sign_in)), methods=BOTH),
        Route("/sign-out", anyone(sessions.sign_out), methods=["POST"]),
        Route("/static/{version}/{name}", files.show),
    ]
