"""The secrets of a source: each mistake names the variable and what would be right."""

from dataclasses import replace
from typing import Any

import pytest

from fake import PROVIDER, SECRET, settings
from kinds import KINDS
from receiver.providers.base import Provider
from receiver.services.source_checks import of_provider
from receiver.signatures.secrets import HEX_KEY, SUPABASE, WHSEC, SecretFormat

PUBLIC = SecretFormat("a public key of 4 hex digits", HEX_KEY.decode, shared=False)


def taking(kind: SecretFormat) -> Provider:
    """Return a provider that has secrets of this form."""
    return replace(PROVIDER, scheme=replace(KINDS["fake"].scheme, secret=kind))


def said(provider: Provider, secrets: str | None = SECRET, **given: Any) -> list[str]:  # noqa: ANN401 - any setting
    """Return what is said about a source of a provider."""
    found = of_provider(
        "my_fake",
        provider,
        settings(secrets={} if secrets is None else {"my_fake": secrets}, **given),
    )
    assert SECRET not in str(found)
    return found


@pytest.mark.parametrize("empty", ["", " ", "\t\n"])
def test_empty(empty: str) -> None:
    """A secret that is empty is a mistake, not a source that nobody can use."""
    (line,) = said(PROVIDER, empty)
    advice = "make one with: openssl rand -hex 32, or remove the variable"
    assert f"RECEIVER_SECRETS__MY_FAKE: is empty; {advice}" == line
    (line,) = said(taking(PUBLIC), empty)
    advice = "copy a public key of 4 hex digits from the sender, or remove the variable"
    assert f"RECEIVER_SECRETS__MY_FAKE: is empty; {advice}" == line


@pytest.mark.parametrize(
    ("weak", "why"),
    [
        ("x" * 15, "is 15 characters long, at least 16 are needed"),
        ("itsasecrettoeverybody", "is printed in public documentation"),
        ("change-me-change-me-change-me", "reads like a placeholder"),
        ("abababababababababab", "has fewer than 6 different characters"),
    ],
)
def test_weak(weak: str, why: str) -> None:
    """A weak secret is a mistake; it is not repeated, and how to make one is said."""
    expected = f"RECEIVER_SECRETS__MY_FAKE: the secret {why}; make one with: openssl rand -hex 32"
    assert [expected] == said(PROVIDER, weak)


def test_one_of_several() -> None:
    """Of several secrets the wrong ones are told by their positions."""
    short, well_known = said(PROVIDER, f"{SECRET} weak {SECRET} itsasecrettoeverybody")
    assert "secret 2 of 4 is 4 characters long" in short
    assert "secret 4 of 4 is printed" in well_known


@pytest.mark.parametrize("kind", [HEX_KEY, WHSEC, PUBLIC], ids=["hex", "whsec", "public key"])
def test_malformed(kind: SecretFormat) -> None:
    """A secret of another form is a mistake, and what it should look like is said."""
    assert [f"RECEIVER_SECRETS__MY_FAKE: the secret is not {kind.says}"] == said(
        taking(kind), "no_such_form!"
    )


def test_public_keys() -> None:
    """A public key is no secret, so it is never too weak."""
    assert [] == said(taking(PUBLIC), "aaaa 0000")


def test_separator() -> None:
    """Several secrets may be separated as the sender writes them."""
    first, second = (f"v1,whsec_{each}" for each in ("3f9a1c7be2d84056", "c1a8e0d97b6f4235"))
    assert [] == said(taking(SUPABASE), f"{first}|{second}")
    (line,) = said(taking(SUPABASE), f"{first}|no!|{second}")
    assert "secret 2 of 3 is not v1,whsec_ and a key in base64" in line
