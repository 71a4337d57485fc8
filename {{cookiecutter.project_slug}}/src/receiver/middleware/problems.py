"""Problems: the response that an error becomes, an RFC 9457 problem document."""

from http import HTTPStatus

from fastapi.encoders import jsonable_encoder
from starlette.responses import JSONResponse, Response

from receiver.errors import ReceiverError


def problem(error: ReceiverError) -> Response:
    """Return the response for an error: `application/problem+json`, and the error's headers."""
    return JSONResponse(
        {
            "type": "about:blank",
            "title": HTTPStatus(error.status).phrase,
            "status": error.status,
            **jsonable_encoder(error.members()),
        },
        status_code=error.status,
        headers=error.headers(),
        media_type="application/problem+json",
    )
