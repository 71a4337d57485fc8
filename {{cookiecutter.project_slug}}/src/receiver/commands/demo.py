"""`receiver demo`: the service at work in ten seconds, on real processes and the real inbox."""

import time

import httpx2
from rich.console import Console

from receiver.commands.inbox.database import opened
from receiver.commands.printing.tables import as_table
from receiver.commands.process import PATIENCE, running
from receiver.commands.send import post, told
from receiver.commands.senders import Sender, sender
from receiver.deliveries import PENDING
from receiver.errors import CommandFailed
from receiver.services.sources import configured
from receiver.settings import Settings, load_settings
from receiver.storage import reading
from receiver.storage.reading import Summary

MOST = 1000
"""How many deliveries are looked at afterwards."""


def demo() -> None:
    """Start the service, send it a signed sample from each source, show what became of them."""
    settings = load_settings()
    sources = configured(settings)
    console = Console(highlight=False, markup=False, soft_wrap=True)
    if not sources:
        message = "No source is configured: set RECEIVER_SECRETS__GENERIC, see .env.example"
        raise CommandFailed(message)
    with running() as url, httpx2.Client(timeout=PATIENCE) as client:
        console.print(f"started    {url}")
        before = _last(settings)
        wrong = [
            line
            for source in sources.values()
            for line in tried(console, client, url, sender(settings, source))
        ]
        handled = _settled(settings, before)
    console.print(as_table(handled))
    if wrong:
        raise CommandFailed("\n".join(["This is not how it should be:", *wrong]))
    console.print("All of it is in the inbox. Now run it yourself: uv run receiver serve")


def tried(console: Console, client: httpx2.Client, url: str, genuine: Sender) -> list[str]:
    """Send a sample, send it again, have it forged; return the lines that should be others."""
    wrong, source = [], genuine.source.name
    request, forged = genuine.request(), genuine.impostor().request()
    for what, each in (("sent", request), ("again", request), ("forged", forged)):
        answer = post(client, url, source, each)
        line = f"{what:10} {source} {each.event}: {told(answer)}"
        console.print(line)
        if answer.is_success == (each is forged):
            wrong.append(line)
    return wrong


def _last(settings: Settings) -> int:
    """Return the key of the newest delivery, 0 without any."""
    with opened(settings) as database, database.snapshot() as connection:
        return max((each.key for each in reading.newest(connection, 1)), default=0)


def _settled(settings: Settings, before: int) -> list[Summary]:
    """Return the deliveries after a key in their order, as soon as all of them are settled."""
    until = time.monotonic() + PATIENCE
    with opened(settings) as database:
        while True:
            with database.snapshot() as connection:
                newest = reading.newest(connection, MOST)
            found = [each for each in reversed(newest) if each.key > before]
            if time.monotonic() > until or not any(each.state in PENDING for each in found):
                return found
            time.sleep(0.05)
