"""`receiver send`: a signed sample to the running service, as the sender would send it."""

import json
from typing import Annotated, Any

import httpx2
import typer
from rich.console import Console

from receiver.choices import nearest
from receiver.errors import CommandFailed
from receiver.services.samples import Request, signed
from receiver.services.sources import configured
from receiver.settings import Settings, load_settings

URL = "http://127.0.0.1:8000"


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
    request = prepared(load_settings(), source, event, delivery_id)
    answer = post(url, source, request)
    console = Console(highlight=False, markup=False, soft_wrap=True)
    if as_json:
        console.print(json.dumps({"status": answer.status_code, "body": document(answer)}))
    else:
        console.print(f"{source} {request.event}: {told(answer)}")
    if not answer.is_success:
        raise typer.Exit(1)


def prepared(
    settings: Settings, source: str, event: str | None = None, delivery_id: str | None = None
) -> Request:
    """Return a configured source's signed sample; raises `CommandFailed` with the valid names."""
    sources = configured(settings)
    if source not in sources:
        message = f"No source {source} is configured; {nearest(source, sources)}"
        raise CommandFailed(message)
    provider, secret = sources[source].provider, settings.secrets[source].split()[0]
    try:
        return signed(provider, secret, event, delivery_id)
    except KeyError:
        events = [sample.event for sample in provider.samples]
        message = f"There is no sample of {source} {event or ''}; {nearest(event or '', events)}"
        raise CommandFailed(message) from None


def post(url: str, source: str, request: Request) -> httpx2.Response:
    """Send a request to a source's endpoint; raises `CommandFailed` if nobody answers."""
    try:
        return httpx2.post(
            f"{url.rstrip('/')}/webhooks/{source}",
            content=request.body,
            headers=request.headers,
            timeout=10,
        )
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        message = f"No service answers at {url} ({error}). Start it with: receiver serve"
        raise CommandFailed(message) from error


def document(answer: httpx2.Response) -> dict[str, Any]:
    """Return the JSON object that each answer of the service is; `CommandFailed` for any other."""
    try:
        found = answer.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        message = f"What answers at {answer.request.url} ({answer.status_code}) is not this service"
        raise CommandFailed(message)
    return found


def told(answer: httpx2.Response) -> str:
    """Return an answer of the service in a few words."""
    body = document(answer)
    word = body.get("status") if answer.is_success else body.get("detail")
    return f"{answer.status_code} {word}"
