"""Which secrets are too weak to be trusted, and why, in words for the person who set them."""

import re

SHORTEST = 16
"""Characters; a random secret of 16 hex digits is the least that cannot be guessed online."""

FEWEST_DIFFERENT = 6

WELL_KNOWN = frozenset(
    {
        "itsasecrettoeverybody",
        "mfkq9r8gkyqrtwjupd8ilpzio2lalasw",
        "dghpc19zzwnyzxrfaxnfzm9yx3rlc3rpbmdfb25sesq",
        "0123456789abcdef",
        "0123456789abcdef0123456789abcdef",
        "abcdefghijklmnopqrstuvwxyz",
    }
)
"""Secrets that senders' documentation prints, without punctuation and `whsec`, in lower case."""

PLACEHOLDER = re.compile(
    r"change.?me|replace.?me|your.?(webhook.?)?secret|my.?(webhook.?)?secret|webhook.?secret"
    r"|super.?secret|password|placeholder|example"
)


def weakness(secret: str) -> str | None:
    """Return what is wrong with a secret, or None. The secret itself is never part of it."""
    plain = re.sub(r"[^a-z0-9]", "", secret.lower()).removeprefix("whsec")
    if len(secret) < SHORTEST:
        return f"is {len(secret)} characters long, at least {SHORTEST} are needed"
    if plain in WELL_KNOWN:
        return "is printed in public documentation"
    if PLACEHOLDER.search(secret.lower()):
        return "reads like a placeholder"
    if len(set(secret)) < FEWEST_DIFFERENT:
        return f"has fewer than {FEWEST_DIFFERENT} different characters"
    return None
