"""Secrets: how what an owner copies from a sender's dashboard becomes a key. Never guessed."""

import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SecretFormat:
    """What a sender's secrets look like.

    `decode` returns the key, and raises `ValueError` for what is no such secret. `start` is
    what a fresh one begins with, `separator` what may stand between several beside spaces.
    `shared` says that sender and receiver both have it, so that it must not be weak.
    """

    says: str
    decode: Callable[[str], bytes]
    start: str = ""
    separator: str = " "
    shared: bool = True


def _utf8(secret: str) -> bytes:
    return secret.encode()


def _hex(secret: str) -> bytes:
    if not re.fullmatch(r"([0-9a-fA-F]{2})+", secret):
        raise ValueError
    return bytes.fromhex(secret)


def padded_base64(text: str) -> bytes:
    """Decode standard base64 whose padding may be missing; raises `ValueError`."""
    return b64decode(text + "=" * (-len(text) % 4), validate=True)


def _standard(secret: str) -> bytes:
    """Decode what the Standard Webhooks libraries do: with or without `whsec_` and padding."""
    key = padded_base64(secret.removeprefix("whsec_"))
    if not key:
        raise ValueError
    return key


def _supabase(secret: str) -> bytes:
    return _standard(secret.removeprefix("v1,"))


TEXT = SecretFormat("any text, which is taken literally", _utf8)
HEX_KEY = SecretFormat("an even number of hex digits", _hex)
"""A key in hex, as Adyen shows it."""
WHSEC = SecretFormat("whsec_ and a key in base64", _standard, start="whsec_")
"""https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"""
SUPABASE = SecretFormat(
    "v1,whsec_ and a key in base64", _supabase, start="v1,whsec_", separator="|"
)
"""https://supabase.com/docs/guides/auth/auth-hooks"""
