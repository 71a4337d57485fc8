"""`receiver verify`: verdicts on requests from standard input, without a server or settings."""

import base64
import json
import sys
import time
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from receiver import providers
from receiver.choices import nearest
from receiver.errors import ReceiverError
from receiver.messages import Message
from receiver.providers.base import Source

LATEST = 253_402_300_799
"""The last second of the year 9999."""


def verify(
    now: Annotated[
        float | None, typer.Option(help="The verifier's clock, in Unix seconds.")
    ] = None,
) -> None:
    """Read one request a line as JSON, write one verdict a line.

    A request: {"provider", "secrets": [...], "method", "url", "headers": {...}, "body" or
    "body_base64"}. A header that stands twice is given as a list of its values. A line that
    is no such request gets the verdict "error" and makes the exit code 2.
    """
    if now is not None and not 0 <= now <= LATEST:
        message = f"{now} is no time in Unix seconds"
        raise typer.BadParameter(message, param_hint="--now")
    wrong = False
    for line in sys.stdin.buffer:
        if line.strip():
            answer = verdict(line, time.time() if now is None else now)
            wrong = wrong or answer["verdict"] == "error"
            print(json.dumps(answer), flush=True)  # noqa: T201 - the command's output
    raise typer.Exit(2 if wrong else 0)


def verdict(line: str | bytes, now: float) -> dict[str, Any]:
    """Return the verdict on one line."""
    try:
        source, message = _parsed(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        reason = f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
        return {"verdict": "error", "reason": reason}
    try:
        delivery, _ = source.receive(message, now)
    except ReceiverError as error:
        return {"verdict": "refused", "status": error.status, "reason": error.detail}
    return {"verdict": "accepted", "id": delivery.id, "event": delivery.event}


def _parsed(request: dict[str, Any]) -> tuple[Source, Message]:
    """Return the source and the message of a request; raises what a wrong one leads to."""
    name = request["provider"]
    if name not in providers.names():
        reason = f"no provider {name}; {nearest(str(name), providers.names())}"
        raise ValueError(reason)
    provider, secrets = providers.load(name), request["secrets"]
    if not (isinstance(secrets, list) and secrets and all(secrets)):
        reason = "secrets must be a list of one or more secrets, none of them empty"
        raise ValueError(reason)
    message = Message(
        request.get("method") or "POST",
        request.get("url") or "",
        list(_lines(request.get("headers") or {})),
        _body(request),
    )
    return Source(name, name, provider, tuple(map(provider.scheme.secret, secrets))), message


def _lines(headers: dict[str, Any]) -> Iterable[tuple[bytes, bytes]]:
    for name, values in headers.items():
        for value in values if isinstance(values, list) else [values]:
            yield name.lower().encode(), str(value).encode()


def _body(request: dict[str, Any]) -> bytes:
    if "body_base64" in request:
        return base64.b64decode(request["body_base64"], validate=True)
    body: str = request.get("body") or ""
    return body.encode()
