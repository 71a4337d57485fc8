"""What anybody might send in a provider's name: its samples before they are signed, and parts."""

import time

from covered import Piece, pieces
from receiver import providers
from receiver.headers import Header
from receiver.services.samples import filled, sample
from receiver.signatures.custom import Custom
from receiver.signatures.parts import Body, Url
from receiver.signatures.schemes import Scheme
from receiver.signatures.signing import Request
from senders import URL, Sender

NOW = int(time.time())
"""When tests take place: the certificates of test keys are good from yesterday on."""


def with_samples() -> list[str]:
    """Return the names of the providers that have samples: one of your own need not."""
    return [name for name in providers.names() if providers.load(name).samples]


def draft(
    sender: Sender, event: str | None = None, delivery_id: str = "1250", now: int = NOW
) -> Request:
    """Return a sample as it is before it is signed."""
    chosen = sample(sender.provider, event)
    headers = {name: filled(value, delivery_id, now) for name, value in chosen.headers.items()}
    headers = {"Content-Type": chosen.content_type, **headers}
    body = filled(chosen.body, delivery_id, now).encode()
    return Request(f"{URL}/{sender.name}", headers, body, chosen.event)


def covers_the_body(sender: Sender) -> bool:
    """Say whether all of the body is signed.

    It cannot be where the signature stands in the body itself, nor does a token cover it.
    """
    scheme = sender.provider.scheme
    return bool(scheme.headers) if isinstance(scheme, Custom) else Body() in scheme.content


def parts_of(sender: Sender, request: Request) -> list[Piece]:
    """Return the parts of a signed request that the signature is or covers.

    Of what a provider's own function covers these are those that its declaration shows.
    """
    scheme = sender.provider.scheme
    if isinstance(scheme, Scheme):
        return pieces(scheme, request)
    content = (Body(), Url()) if scheme.covers_url() else (Body(),)
    shown = (Scheme(place=Header(each.decode()), content=content) for each in scheme.headers)
    return [each for stand_in in shown for each in pieces(stand_in, request)]
