"""That nothing which is signed can be changed, sent twice or folded, whoever the provider is."""

import pytest

from covered import Piece, flipped
from forging import NOW, draft, parts_of, with_samples
from receiver import providers
from receiver.errors import ReceiverError
from receiver.messages import Message
from receiver.signatures.parts import Item
from receiver.signatures.schemes import Scheme
from receiver.signatures.signing import Request, encoded
from senders import sender

NAMES = with_samples()


def sample(name: str) -> Request:
    """Return a signed sample."""
    return sender(name).signed(draft(sender(name)), NOW)


def status(name: str, message: Message) -> int:
    """Return the status that a message is refused with, 200 if it is not."""
    try:
        sender(name).receive(message, NOW)
    except ReceiverError as error:
        return error.status
    return 200


def lines_of(name: str) -> list[tuple[bytes, Piece]]:
    """Return the headers of a sample that are signed or hold its signature, by name."""
    request = sample(name)
    names = {header for header, _ in encoded(request.headers)}
    pieces = {each.name.encode(): each for each in parts_of(sender(name), request)}
    return [(each, pieces[each]) for each in pieces.keys() & names]


@pytest.mark.parametrize("name", NAMES)
def test_flipped(name: str) -> None:
    """No bit of what is signed can be flipped, nor of the signature: 401, or the sender's own.

    Where a form's fields are signed and not its bytes, other bytes may say the same. Another
    method is a 405.
    """
    request = sample(name)
    form, statuses = request.message().form(), {401, 405, providers.load(name).rejection}
    strict = isinstance(providers.load(name).scheme, Scheme)
    for piece in parts_of(sender(name), request):
        for changed in map(piece.put, flipped(piece.value)):
            same = not strict and piece.name == "body" and changed.form() == form
            assert same or status(name, changed) in statuses


@pytest.mark.parametrize("name", NAMES)
def test_twice(name: str) -> None:
    """A header that takes part in the signature may stand there once, be it twice the same."""
    request = sample(name)
    for header, _ in lines_of(name):
        lines = encoded(request.headers)
        twice = [*lines, *(line for line in lines if line[0] == header)]
        message = Message("POST", request.url, twice, request.body)
        assert providers.load(name).rejection == status(name, message)


@pytest.mark.parametrize("name", NAMES)
def test_folded(name: str) -> None:
    """Nor may a proxy have made one of two, but where the header is a list without a time in it."""
    for header, piece in lines_of(name):
        for comma in (b",", b", "):
            accepted = comma == separator(name) and providers.load(name).scheme.hides(header)
            expected = 200 if accepted else providers.load(name).rejection
            assert expected == status(name, piece.put(piece.value + comma + piece.value))


def separator(name: str) -> bytes:
    """Return what parts the signatures in a list of nothing else."""
    scheme = providers.load(name).scheme
    if not (isinstance(scheme, Scheme) and scheme.items):
        return b""
    timed = any(isinstance(each, Item) for each in scheme.content)
    return b"" if timed else scheme.items.separator
