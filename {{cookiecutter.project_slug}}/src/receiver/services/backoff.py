"""Backoff: how long a handler that failed is left alone before its next attempt."""

from random import uniform

FURTHEST = 60
"""Doublings after which the ceiling is the cap anyway, and a float must not overflow."""


def backoff(attempt: int, base: float, cap: float) -> float:
    """Return seconds: full jitter, anything up to an exponentially rising ceiling.

    Attempts count from 1, whose ceiling is `base`; none is above `cap`.
    https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
    """
    ceiling = min(cap, base * 2.0 ** min(attempt - 1, FURTHEST))
    return uniform(0, ceiling)  # noqa: S311 - spreads load, guards nothing
