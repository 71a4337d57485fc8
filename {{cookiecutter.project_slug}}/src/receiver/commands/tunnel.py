"""`receiver tunnel`: a public address for the service on this machine, through ngrok."""

import os
import shutil
import signal
from collections.abc import Callable
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console

from receiver.errors import CommandFailed
from receiver.services.sources import configured
from receiver.settings import load_settings

TOKEN = "NGROK_AUTHTOKEN"  # noqa: S105 - the name of a variable


def tunnel(
    port: Annotated[int, typer.Option(help="Where the service runs.", min=1, max=65535)] = 8000,
) -> None:
    """Open an ngrok tunnel to the running service and print the URLs to register.

    An ngrok that is installed is used; otherwise one is downloaded, once.
    """
    from pyngrok import conf, ngrok  # noqa: PLC0415 - no other command needs it
    from pyngrok.exception import PyngrokError  # noqa: PLC0415 - as above

    sources = configured(load_settings())
    if not os.environ.get(TOKEN):
        message = f"{TOKEN} is not set; get a token at https://dashboard.ngrok.com and export it"
        raise CommandFailed(message)
    _when_stopped(signal.default_int_handler)  # pyngrok ends ngrok at exit
    try:
        opened = ngrok.connect(str(port), pyngrok_config=conf.PyngrokConfig(shutil.which("ngrok")))
    except (PyngrokError, OSError) as error:
        message = f"No tunnel could be opened; is there a network? ngrok says: {error}"
        raise CommandFailed(message) from error
    process = ngrok.get_ngrok_process(opened.pyngrok_config).proc
    _when_stopped(lambda *_: process.terminate())
    console = Console(highlight=False, soft_wrap=True)
    for name in sources:
        console.print(f"{name:<20} {opened.public_url}/webhooks/{name}")
    console.print("Register these URLs; Ctrl-C closes the tunnel.")
    process.wait()
    console.print("The tunnel is closed.")


def _when_stopped(act: Callable[[int, FrameType | None], object]) -> None:
    """Act on Ctrl-C, also where a shell had that ignored, and when told to end."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, act)
