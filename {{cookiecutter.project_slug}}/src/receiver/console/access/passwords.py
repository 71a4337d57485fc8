"""Passwords: which role one opens, compared as bytes and in constant time.

They are kept as they are, like the secrets of sources beside them, and must be as hard to guess:
sixteen characters at least. Against guessing one of these a slow hash adds nothing.
"""

import hmac
from hashlib import sha256

from receiver.console.access.identities import Role
from receiver.console.options import Options


def role_of(password: str, options: Options) -> Role | None:
    """Return the role that a password opens, None if it is wrong; both are always compared."""
    given = _digest(password)
    acts = hmac.compare_digest(given, _digest(options.password))
    reads = hmac.compare_digest(given, _digest(options.reader_password))
    if acts and options.password:
        return Role.OPERATOR
    return Role.READER if reads and options.reader_password else None


def _digest(password: str) -> bytes:
    """Return bytes of one length, so that not even that is told."""
    return sha256(password.encode(errors="surrogatepass")).digest()
