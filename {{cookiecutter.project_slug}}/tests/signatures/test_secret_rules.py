"""Weak secrets are told from good ones, in words that never contain the secret."""

from random import Random

import pytest

from receiver.signatures.secret_rules import SHORTEST, WELL_KNOWN, weakness


@pytest.mark.parametrize(
    "secret",
    [
        "3f9a1c7be2d84056",
        "whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH",
        "correct-horse-battery-staple",
        "9d1f0c3b7a5e2468bd13579ace0f8642",
        "pässwört mit zwölf Zeichen",
    ],
)
def test_good(secret: str) -> None:
    """A long secret that nobody printed anywhere is good."""
    assert weakness(secret) is None


@pytest.mark.parametrize(
    ("secret", "expected"),
    [
        ("3f9a1c7be2d8405", "is 15 characters long, at least 16 are needed"),
        ("x", "is 1 characters long, at least 16 are needed"),
        ("It's a Secret to Everybody", "is printed in public documentation"),
        ("itsasecrettoeverybody", "is printed in public documentation"),
        ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "is printed in public documentation"),
        ("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "is printed in public documentation"),
        ("0123456789ABCDEF", "is printed in public documentation"),
        ("change-me-change-me", "reads like a placeholder"),
        ("CHANGEME_CHANGEME", "reads like a placeholder"),
        ("your-webhook-secret", "reads like a placeholder"),
        ("your_secret_goes_here", "reads like a placeholder"),
        ("my-webhook-secret-1", "reads like a placeholder"),
        ("example-secret-1234", "reads like a placeholder"),
        ("password12345678", "reads like a placeholder"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "has fewer than 6 different characters"),
        ("1212121212121212121212", "has fewer than 6 different characters"),
    ],
)
def test_weak(secret: str, expected: str) -> None:
    """A short, printed, placeholder or monotonous secret is told, and why."""
    assert expected == weakness(secret)


def test_well_known() -> None:
    """Each of the well-known secrets is weak, for whatever reason comes first."""
    assert all(weakness(secret) for secret in WELL_KNOWN)


def test_random_secrets() -> None:
    """Of 10,000 random secrets in hex none is found weak."""
    random = Random(3)  # noqa: S311 - the same secrets each time
    made = ("".join(random.choices("0123456789abcdef", k=2 * SHORTEST)) for _ in range(10_000))
    assert {None} == {weakness(secret) for secret in made}
