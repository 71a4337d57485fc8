"""The sender of any provider, with a key of whatever kind that takes."""

import base64
from functools import cache

from actors import URL, Sender
from receiver import providers
from receiver.providers.base import Provider

__all__ = ["SECRET", "URL", "Sender", "sender"]

SECRET = "3f9a1c7be2d84056"
"""A secret that is text, hex and base64 alike."""


@cache
def sender(name: str, secret: str = SECRET) -> Sender:
    """Return the sender of a provider; another secret stands for another key pair as well."""
    provider = providers.load(name)
    shared, pairs = provider.scheme.secret, provider.scheme.pairs
    options = {each.name: each.example or SECRET for each in provider.options if each.required}
    if pairs is None:
        assert shared is not None
        text = shared.start + secret
        key = public = shared.decode(text)
    else:
        key = pairs.make()
        public = pairs.public(key)
        text = written(provider, public)
    return Sender(name, provider, key, public, text, options)


def written(provider: Provider, public: bytes) -> str:
    """Return a public key as the sender's dashboard shows it."""
    secret, encoded = provider.scheme.secret, base64.b64encode(public).decode()
    if secret is None:
        return "none"
    candidates = (public.hex(), secret.start + encoded)
    return next(each for each in candidates if _is(provider, each, public))


def _is(provider: Provider, text: str, public: bytes) -> bool:
    assert provider.scheme.secret is not None
    try:
        return provider.scheme.secret.decode(text) == public
    except ValueError:
        return False
