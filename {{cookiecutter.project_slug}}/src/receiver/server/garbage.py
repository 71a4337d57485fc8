"""Garbage: what Python's collector of cycles looks at, and how often."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OFTEN = 10_000
"""New objects after which it looks at those; Python's 700 are a few deliveries."""


@contextmanager
def ignored() -> Iterator[None]:
    """Have it never look at what comes to be meanwhile, and lasts as long as the process.

    While all that a service needs is imported, it would look through that again and again: a
    quarter of the time of a start, to find half a megabyte.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def settle() -> None:
    """Leave what is there now alone: it was imported and made to last as long as the process.

    To look through all of it takes 100 ms, in which nobody is answered.
    """
    gc.freeze()
    gc.set_threshold(OFTEN, *gc.get_threshold()[1:])
