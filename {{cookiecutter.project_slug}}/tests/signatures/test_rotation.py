"""Rotation: while old and new secrets are live, each of them counts, wherever it stands."""

from itertools import permutations

import pytest

from fake import OLD_SECRET, SECRET, message, signed, source
from receiver.errors import SignatureInvalid
from receiver.services.verification import Verified
from schemes import NOW, SCHEME, SCHEMES, verified
from schemes import signed as signed_by

OTHER = "a-third-secret-that-is-live"
KEY, OLD_KEY = SECRET.encode(), OLD_SECRET.encode()


def signature(secret: str) -> str:
    """Return the item that holds the signature with this secret."""
    return signed(secret=secret, now=NOW)["Fake-Signature"].partition(",")[2]


@pytest.mark.parametrize("order", list(permutations([SECRET, OLD_SECRET, OTHER])))
def test_which_secret(order: tuple[str, ...]) -> None:
    """Whatever their order, the secret that fits is found, and its position told."""
    for index, secret in enumerate(order):
        outcome = source("fake", *order).receive(message(signed(secret=secret, now=NOW)), NOW)
        assert isinstance(outcome, Verified)
        assert index == outcome.key


def test_retired_secret() -> None:
    """A secret that is not listed any more is refused."""
    with pytest.raises(SignatureInvalid):
        source("fake", SECRET).receive(message(signed(secret=OLD_SECRET, now=NOW)), NOW)


@pytest.mark.parametrize(
    "items", list(permutations([f"t={NOW}", signature(SECRET), "v1=00", "v0=00"]))
)
def test_several_signatures(items: tuple[str, ...]) -> None:
    """Of several signatures in a header one has to fit, at any place."""
    sent = message({"Fake-Signature": ",".join(items)})
    assert 0 == verified(SCHEME, sent, KEY)


@pytest.mark.parametrize("order", list(permutations(["1", "2", "9", "999"])))
def test_several_headers(order: tuple[str, ...]) -> None:
    """Of several numbered headers one has to fit, whichever number it has and wherever it is."""
    scheme = SCHEMES["numbered headers"]
    right = signed_by(scheme)
    values = [right.headers["Sig-1"], "AAAA", "é", ""]
    sent = {f"Sig-{number}": value for number, value in zip(order, values, strict=True)}
    assert 0 == verified(scheme, message(sent, right.body))


@pytest.mark.parametrize(
    "wrong", ["", "=", "v1", "v1=", "v1=é", "v1=" + "0" * 10_000, "\x00", "t2"]
)
def test_malformed_one_first(wrong: str) -> None:
    """A malformed item before the good one, or after it, does not hide it."""
    for items in ([wrong, f"t={NOW}", signature(SECRET)], [f"t={NOW}", signature(SECRET), wrong]):
        sent = message({"Fake-Signature": ",".join(items)})
        assert 0 == verified(SCHEME, sent, KEY)


def test_both_secrets_on_both_sides() -> None:
    """Where the sender signs with both secrets and both are live, the first one listed is told."""
    both = f"t={NOW},{signature(OLD_SECRET)},{signature(SECRET)}"
    sent = message({"Fake-Signature": both})
    assert 0 == verified(SCHEME, sent, KEY, OLD_KEY)
    assert 0 == verified(SCHEME, sent, OLD_KEY, KEY)
