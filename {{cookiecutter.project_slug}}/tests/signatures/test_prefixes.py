"""A signature is written in one way: with its prefix, in its case, and nothing around it."""

import hmac

import pytest

from fake import message
from receiver.errors import SignatureInvalid
from schemes import BODY, KEY, SCHEMES, verified

DIGEST = hmac.digest(KEY, BODY, "sha256").hex()
PREFIX, OPTIONAL = SCHEMES["prefix"], SCHEMES["optional prefix"]


@pytest.mark.parametrize("value", [DIGEST, f"sha256={DIGEST}"])
def test_optional_prefix(value: str) -> None:
    """An optional prefix may be there or not."""
    assert 0 == verified(OPTIONAL, message({"Sig": value}, BODY))


@pytest.mark.parametrize(
    "value",
    [
        f"sha1={DIGEST}",
        f"sha512={DIGEST}",
        f"SHA256={DIGEST}",
        f"sha256:{DIGEST}",
        f"sha256= {DIGEST}",
        f"sha256=sha256={DIGEST}",
        f"{DIGEST},{DIGEST}",
        f'"{DIGEST}"',
        DIGEST.upper(),
        DIGEST[:-1],
        f"{DIGEST}0",
        f" {DIGEST}",
        "sha256=",
        "none",
    ],
)
def test_other_writings(value: str) -> None:
    """Any other prefix, case, length or quoting is refused."""
    for scheme in (PREFIX, OPTIONAL):
        with pytest.raises(SignatureInvalid):
            verified(scheme, message({"Sig": value}, BODY))


def test_prefix_that_is_missing() -> None:
    """A prefix that is part of the scheme must be there."""
    with pytest.raises(SignatureInvalid):
        verified(PREFIX, message({"Sig": DIGEST}, BODY))
