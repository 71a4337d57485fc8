"""Supabase: secrets of its own form, and an answer that it reads."""

import json
from base64 import b64decode

import pytest

from fake import delivery
from receiver.providers.supabase import PROVIDER
from senders import SECRET

TEXT = f"v1,whsec_{SECRET}"


def test_secret() -> None:
    """The key is what follows `v1,whsec_`, decoded; several may be joined by a bar."""
    secret = PROVIDER.scheme.secret
    assert secret
    assert b64decode(SECRET) == secret.decode(TEXT)
    assert [b64decode(SECRET)] * 2 == [secret.decode(e) for e in f"{TEXT}|{TEXT}".split("|")]
    assert ("v1,whsec_", "|") == (secret.start, secret.separator)


@pytest.mark.parametrize("text", ["v1,whsec_", "v1,whsec_!", "", f"{TEXT}|{TEXT}"])
def test_no_secret(text: str) -> None:
    """What holds no key is no secret."""
    assert PROVIDER.scheme.secret
    with pytest.raises(ValueError):  # noqa: PT011 - it says nothing
        PROVIDER.scheme.secret.decode(text)


def test_answer() -> None:
    """The hook is answered with an empty object, which changes nothing."""
    reply = PROVIDER.answer(delivery())
    assert reply
    assert (200, {}) == (reply.status, json.loads(reply.body))
    assert "application/json" == reply.headers["Content-Type"]
