"""What holds for every provider of this project, whatever is sent: hypothesis looks for more."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fuzzing
from forging import NOW, covers_the_body, draft, with_samples
from receiver import providers
from receiver.errors import ReceiverError, SignatureInvalid
from receiver.places import Json
from receiver.services.verification import Outcome, Verified
from receiver.signatures.schemes import Scheme
from receiver.signatures.signing import Request
from senders import sender

NAMES = with_samples()
COVERED = [name for name in NAMES if covers_the_body(sender(name))]
SCHEMES = [name for name in NAMES if isinstance(providers.load(name).scheme, Scheme)]
some = settings(max_examples=25, deadline=None, derandomize=True, database=None)
bodies = st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode("utf-8")))


def received(name: str, request: Request) -> Outcome | ReceiverError:
    """Return what a source makes of a request."""
    try:
        return sender(name).source().receive(request.message(), NOW, sender(name).document())
    except ReceiverError as error:
        return error


def signed(name: str, body: bytes) -> Request:
    """Return a message with this body; with the sample's where the signature stands in it."""
    request = draft(sender(name))
    return sender(name).signed(replace(request, body=body) if name in COVERED else request, NOW)


@pytest.mark.parametrize("name", NAMES)
@some
@given(random=st.randoms(use_true_random=False))
def test_anything(name: str, random: Random) -> None:
    """No message is answered with a 5xx, or with an error that is none of ours."""
    assert 200 <= fuzzing.status(name, fuzzing.message(random, name)) < 500


@pytest.mark.parametrize("name", NAMES)
@some
@given(body=bodies)
def test_any_body(name: str, body: bytes) -> None:
    """What is rightly signed is taken to the byte, unless it is malformed: then it is a 400.

    Where the time stands in the body, a body without it counts as unsigned.
    """
    scheme, request = providers.load(name).scheme, signed(name, body)
    timed = isinstance(scheme, Scheme) and scheme.timestamp and type(scheme.timestamp.place) is Json
    match received(name, request):
        case Verified(deliveries) if not providers.load(name).batch:
            assert [request.body] == [each.body for each in deliveries]
        case ReceiverError() as error:
            assert 400 == error.status or timed


@pytest.mark.parametrize("name", NAMES)
@some
@given(body=bodies, end=st.binary(min_size=1, max_size=5))
def test_any_change(name: str, body: bytes, end: bytes) -> None:
    """Nothing can be added to a body that is signed, whatever it is.

    Of a form the fields are signed, and not the bytes that they are written as.
    """
    request = signed(name, body)
    longer = replace(request, body=request.body + end)
    refused = isinstance(received(name, longer), SignatureInvalid)
    same = longer.message().form() == request.message().form()
    assert refused or name not in COVERED or (name not in SCHEMES and same)
