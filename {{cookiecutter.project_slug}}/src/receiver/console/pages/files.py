"""The static files, for anybody: the sign-in has a style as well."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from receiver.console import static

KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
"""Their address changes with them."""


async def show(request: Request) -> Response:
    """Answer with a file."""
    name = request.path_params["name"]
    try:
        content = static.content(name)
    except KeyError:
        raise HTTPException(404) from None
    return Response(content, headers=KEPT, media_type=static.MEDIA_TYPES[name])
