"""What Google's tokens claim: where its library and we agree, and what it leaves to us."""

from __future__ import annotations

import pytest

from tests.oracles.google_tokens import sent
from tests.oracles.oracle import oracles

SDK = oracles()["google_pubsub-google-auth"]
OURS = SDK.ours
AUDIENCE = OURS.options["audience"]
LAST_CENTURY, NEXT_CENTURY = 946684799, 4102444800


@pytest.mark.parametrize(
    "other",
    [
        {"aud": "https://other.example.com"},
        {"aud": None},
        {"iss": "https://accounts.example.com"},
        {"iss": None},
        {"iat": None},
        {"exp": None},
        {"exp": str(NEXT_CENTURY)},
        {"iat": NEXT_CENTURY},
        {"exp": LAST_CENTURY},
    ],
    ids=str,
)
def test_claims_that_do_not_fit(other: dict[str, object]) -> None:
    """What does not fit the audience, the issuer or the time is refused by both."""
    request = sent(OURS, OURS.unsigned(), **other)
    assert (False, 401) == SDK.verdicts(request)


@pytest.mark.parametrize(
    "other",
    [
        {"email": "somebody@example.com"},
        {"email": None},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"nbf": NEXT_CENTURY},
    ],
    ids=str,
)
def test_claims_that_the_sdk_leaves_to_us(other: dict[str, object]) -> None:
    """The SDK does not look at who sends, nor at `nbf`; we do."""
    request = sent(OURS, OURS.unsigned(), **other)
    assert (True, 401) == SDK.verdicts(request)


def test_both_issuers() -> None:
    """Google's name as an issuer is taken by both, with and without its scheme."""
    request = sent(OURS, OURS.unsigned(), iss="accounts.google.com")
    assert (True, 200) == SDK.verdicts(request)


def test_several_audiences() -> None:
    """The SDK refuses a token for several audiences, RFC 7519 allows it and so do we."""
    request = sent(OURS, OURS.unsigned(), aud=[AUDIENCE, "https://other.example.com"])
    assert (False, 200) == SDK.verdicts(request)
