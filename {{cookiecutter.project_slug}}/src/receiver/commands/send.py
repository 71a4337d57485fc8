"""`receiver send`: a signed sample to the running service, as the sender would send it."""

import json
from typing import Annotated, Any

import httpx2
import typer
from rich.console import Console

from receiver.commands.senders import sender, source_named
from receiver.errors import CommandFailed
from receiver.settings import load_settings
from receiver.signatures.signing import Request

URL, PATIENCE = "http://127.0.0.1:8000", 10.0
REQUEST_ID = "X-Request-Id"
"""The header that all answers of the service have, those in a sender's own terms as well."""


def send(
    source: Annotated[str, typer.Argument(help="The source to send as, such as github.")],
    event: Annotated[
        str | None, typer.Argument(help="The event; its first sample if left out.")
    ] = None,
    url: Annotated[str, typer.Option(help="Where the service runs.")] = URL,
    delivery_id: Annotated[
        str | None, typer.Option("--id", help="Use this id, not a fresh one.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,  # noqa: FBT002 - an option of the command line
) -> None:
    """Send a signed sample to the running service and say what it answered."""
    settings = load_settings()
    request = sender(settings, source_named(settings, source)).request(event, delivery_id)
    with httpx2.Client(timeout=PATIENCE) as client:
        answer = post(client, url, source, request)
    console = Console(highlight=False, markup=False, soft_wrap=True)
    if as_json:
        console.print(json.dumps({"status": answer.status_code, "body": document(answer)}))
    else:
        console.print(f"{source} {request.event}: {told(answer)}")
    if not answer.is_success:
        raise typer.Exit(1)


def post(client: httpx2.Client, url: str, source: str, request: Request) -> httpx2.Response:
    """Send a request to a source's endpoint; raises `CommandFailed` if no service answers."""
    try:
        answer = client.post(
            f"{url.rstrip('/')}/webhooks/{source}{query_of(request.url)}",
            content=request.body,
            headers=request.headers,
        )
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        message = f"No service answers at {url} ({error}). Start it with: receiver serve"
        raise CommandFailed(message) from error
    if REQUEST_ID not in answer.headers:
        message = f"What answers at {answer.request.url} ({answer.status_code}) is not this service"
        raise CommandFailed(message)
    return answer


def query_of(url: str) -> str:
    """Return the query of a signed URL, with its question mark."""
    return "".join(url.partition("?")[1:])


def document(answer: httpx2.Response) -> dict[str, Any]:
    """Return the JSON object of the service's answer, empty where a sender wants another."""
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def told(answer: httpx2.Response) -> str:
    """Return an answer of the service in a few words."""
    word = document(answer).get("status" if answer.is_success else "detail")
    if word:
        return f"{answer.status_code} {word}"
    demanded = ", as the sender wants it" if answer.is_success else ""
    return f"{answer.status_code} {answer.reason_phrase}{demanded}"
