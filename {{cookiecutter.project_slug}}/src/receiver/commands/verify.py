"""`receiver verify`: verdicts on requests from standard input, without a server or settings."""

import json
import sys
import time
from typing import Annotated, Any

import typer

from receiver.commands.lines import read
from receiver.commands.requests import document_of, message_of, source_of
from receiver.errors import ReceiverError
from receiver.handshakes import Reply
from receiver.messages import Message
from receiver.moments import LATEST
from receiver.services.verification import Source, Verified


def verify(
    now: Annotated[
        float | None, typer.Option(help="The verifier's clock, in Unix seconds.")
    ] = None,
) -> None:
    """Read one request a line as JSON, write one verdict a line.

    A request: {"provider", "secrets": [...], "method", "url", "headers": {...}, "body" or
    "body_base64"}. A header that stands twice is given as a list of its values. Options of
    the provider stand beside ("audience"), and "cert", what its key's URL would yield in
    PEM. A line that is no such request gets the verdict "error" and makes the exit code 2.
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
        request = read(line)
        source, message = source_of(request), message_of(request)
        document = document_of(request, source, message)
    except ReceiverError as error:
        return _refused(error)
    except ValueError as error:
        return {"verdict": "error", "reason": str(error)}
    return decided(source, message, now, document)


def decided(source: Source, message: Message, now: float, document: bytes = b"") -> dict[str, Any]:
    """Return the verdict on a message to a source."""
    try:
        outcome = source.receive(message, now, document)
    except ReceiverError as error:
        return _refused(error)
    return _handshake(outcome) if isinstance(outcome, Reply) else _accepted(outcome)


def _refused(error: ReceiverError) -> dict[str, Any]:
    return {"verdict": "refused", "status": error.status, "reason": error.detail}


def _accepted(outcome: Verified) -> dict[str, Any]:
    """Return id and event of the delivery, and all of them where there are several."""
    told = [{"id": each.id, "event": each.event} for each in outcome.deliveries]
    more = {"deliveries": told} if len(told) > 1 else {}
    return {"verdict": "accepted", **told[0], **more}


def _handshake(reply: Reply) -> dict[str, Any]:
    return {
        "verdict": "handshake",
        "status": reply.status,
        "headers": dict(reply.headers),
        "body": reply.body.decode(errors="replace"),
    }
