"""Garbage: what Python's collector of cycles looks at, and how often."""

import gc

OFTEN = 10_000
"""New objects after which it looks at those; Python's 700 are a few deliveries."""


def settle() -> None:
    """Leave what is there now alone: it was imported and made to last as long as the process.

    To look through all of it takes 100 ms, in which nobody is answered.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OFTEN, *gc.get_threshold()[1:])
