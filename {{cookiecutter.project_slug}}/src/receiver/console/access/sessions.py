"""Sessions: that somebody signed in here, as a signed value in a cookie.

The key is made of the passwords: all processes have the same one, a restart ends no session, and a
new password ends all. It is made slowly, so that who gets hold of a cookie cannot try passwords on
it.
"""

import asyncio
import hmac
import json
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable
from functools import cached_property
from hashlib import scrypt

from receiver.console.access.identities import Identity, Role
from receiver.console.options import Options

HOURS = 8
"""After these one has to sign in again."""
SALT = b"receiver console sessions"


class Sessions:
    """Makes and reads the values of cookies."""

    def __init__(self, options: Options, clock: Callable[[], float] = time.time) -> None:
        self._passwords = (options.password, options.reader_password)
        self._clock = clock

    @cached_property
    def key(self) -> bytes:
        """The key; making it takes some 50 ms."""
        return scrypt(json.dumps(self._passwords).encode(), salt=SALT, n=2**14, r=8, p=1)

    async def prepare(self) -> None:
        """Make the key beside the event loop, before anybody needs it."""
        await asyncio.to_thread(lambda: self.key)

    def value(self, identity: Identity) -> str:
        """Return the value for the cookie of somebody who has signed in now."""
        until = self._clock() + HOURS * 3600
        told = json.dumps([identity.who, identity.role, until]).encode()
        return f"{_text(told)}.{_text(self._signature(told))}"

    def identity(self, value: str) -> Identity | None:
        """Return whose value it is; None if it is not ours, or too old."""
        try:
            told, signature = map(_bytes, value.split("."))
        except ValueError:
            return None
        if not hmac.compare_digest(signature, self._signature(told)):
            return None
        who, role, until = json.loads(told)
        if until < self._clock():
            return None
        return Identity(who=who, role=Role(role), signed_in=True)

    def _signature(self, told: bytes) -> bytes:
        return hmac.digest(self.key, told, "sha256")


def _text(value: bytes) -> str:
    """Return base64 without the signs at its end, for which cookies need quotes."""
    return urlsafe_b64encode(value).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
