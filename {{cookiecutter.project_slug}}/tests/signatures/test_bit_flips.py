"""No bit of what is signed, nor of the signature itself, can be flipped."""

from dataclasses import replace

import pytest

from covered import flipped, pieces
from receiver.errors import ReceiverError
from receiver.signatures.parts import Body
from receiver.signatures.schemes import Scheme
from schemes import SCHEMES, schemes, signed, verified

COVERED = {
    "plain": {"sig", "body"},
    "items": {"fake-signature", "body"},
    "timestamp of its own": {"sig", "stamp", "body"},
    "aliased headers": {"sig", "id", "body"},
    "method and URL": {"sig", "method", "URL", "body"},
    "signature in the body": {"JSON `seal.hmac`", "JSON `at`", "JSON `id`"},
    "signature in the URL": {"`?sig=`", "body"},
    "either of two places": {"authorization"},
}


@schemes
def test_each_bit(scheme: Scheme) -> None:
    """No bit of the signature or of what it covers can be flipped, the timestamp's included."""
    for piece in pieces(scheme, signed(scheme)):
        for changed in flipped(piece.value):
            with pytest.raises(ReceiverError) as refused:
                verified(scheme, piece.put(changed))
            assert 401 == refused.value.status, (piece.name, changed)


@pytest.mark.parametrize("scheme", [each for each in SCHEMES.values() if Body() in each.content])
def test_length_of_the_body(scheme: Scheme) -> None:
    """A body that is covered can be neither longer, nor shorter, nor left out."""
    request = signed(scheme)
    for body in (request.body + b"\n", request.body[:-1], b""):
        with pytest.raises(ReceiverError) as refused:
            verified(scheme, replace(request, body=body).message())
        assert 401 == refused.value.status


@pytest.mark.parametrize("name", COVERED)
def test_covered(name: str) -> None:
    """What is covered is what the scheme says, so that the tests above flip all of it."""
    scheme = SCHEMES[name]
    found = pieces(scheme, signed(scheme))
    assert COVERED[name] == {each.name for each in found}
    assert {0} == {verified(scheme, each.put(each.value)) for each in found}
