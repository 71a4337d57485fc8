"""Lines: what `receiver verify` reads, a JSON object each, checked member by member."""

import base64
import json
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

Text = Annotated[str, StringConstraints(min_length=0)]
"""With a constraint, be it none, Pydantic refuses lone surrogates, which no request can hold."""


def _header(value: Any) -> Any:  # noqa: ANN401 - JSON is anything
    """Return the lines of a header, of which one may stand alone."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return value
    message = "should be text, or a list of texts for a header that stands more than once"
    raise ValueError(message)


def _bytes(value: Any) -> bytes:  # noqa: ANN401 - JSON is anything
    """Return what base64 holds; raises `ValueError` for anything else."""
    try:
        return base64.b64decode(value, validate=True)
    except (ValueError, TypeError):
        message = "should be base64"
        raise ValueError(message) from None


class Line(BaseModel):
    """One request. Options of the provider stand beside, under their own names."""

    model_config = ConfigDict(extra="allow", frozen=True)

    provider: Text
    secrets: list[Annotated[str, StringConstraints(min_length=1)]] = []
    method: Text = "POST"
    url: Text = ""
    headers: dict[Text, Annotated[list[Text], BeforeValidator(_header)]] = {}
    body: Text = ""
    body_base64: Annotated[bytes, BeforeValidator(_bytes)] | None = None
    cert: Text = ""

    def option(self, name: str) -> str:
        """Return the value of an option, empty if it is not set; raises `ValueError`."""
        value = (self.model_extra or {}).get(name, "")
        if not isinstance(value, str) or not value.isprintable():
            message = f"{name}: should be text"
            raise ValueError(message)
        return value


def read(line: str | bytes) -> Line:
    """Return the request that a line is; raises `ValueError`, in words, for any other line.

    A member that is null counts as one that is not there.
    """
    try:
        document = json.loads(line)
    except RecursionError:
        message = "the JSON is nested too deeply"
        raise ValueError(message) from None
    except ValueError as error:
        message = f"the line is not JSON: {error}"
        raise ValueError(message) from None
    if not isinstance(document, dict):
        message = 'a request is a JSON object, such as {"provider": "…", "secrets": ["…"], …}'
        raise ValueError(message)  # noqa: TRY004 - what is wrong is in the line
    try:
        return Line.model_validate({k: v for k, v in document.items() if v is not None})
    except ValidationError as error:
        told = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise ValueError("; ".join(told).replace("Value error, ", "")) from None
