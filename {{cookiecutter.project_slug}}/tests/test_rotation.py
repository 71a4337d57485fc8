"""Rotation: while old and new secrets are live, each of them counts, wherever it stands."""

from itertools import permutations

import pytest

from fake import OLD_SECRET, PROVIDER, SECRET, message, signed, source
from receiver.errors import SignatureInvalid

NOW = 1_760_000_000
OTHER = "a-third-secret-that-is-live"


def signature(secret: str) -> str:
    """Return the item that holds the signature with this secret."""
    return signed(secret=secret, now=NOW)["Fake-Signature"].partition(",")[2]


@pytest.mark.parametrize("order", list(permutations([SECRET, OLD_SECRET, OTHER])))
def test_which_secret(order: tuple[str, ...]) -> None:
    """Whatever their order, the secret that fits is found, and its position told."""
    for index, secret in enumerate(order):
        sent = message(signed(secret=secret, now=NOW))
        assert index == source("fake", *order).receive(sent, NOW)[1]


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
    assert 0 == PROVIDER.scheme.verify(sent, [SECRET.encode()], NOW)


@pytest.mark.parametrize(
    "wrong", ["", "=", "v1", "v1=", "v1=é", "v1=" + "0" * 10_000, "\x00", "t2"]
)
def test_malformed_one_first(wrong: str) -> None:
    """A malformed item before the good one, or after it, does not hide it."""
    for items in ([wrong, f"t={NOW}", signature(SECRET)], [f"t={NOW}", signature(SECRET), wrong]):
        sent = message({"Fake-Signature": ",".join(items)})
        assert 0 == PROVIDER.scheme.verify(sent, [SECRET.encode()], NOW)


def test_both_secrets_on_both_sides() -> None:
    """Where the sender signs with both secrets and both are live, the first one listed is told."""
    both = f"t={NOW},{signature(OLD_SECRET)},{signature(SECRET)}"
    secrets = [SECRET.encode(), OLD_SECRET.encode()]
    assert 0 == PROVIDER.scheme.verify(message({"Fake-Signature": both}), secrets, NOW)
