"""Contexts: what each line of a delivery has, and that no line of the next one has any of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars


@contextmanager
def context_of_its_own(**keys: object) -> Iterator[None]:
    """Have each line within the block tell these keys, and what its handlers bind beside them.

    A worker's task goes on to the next delivery, where nothing may be left of that.
    """
    before = get_contextvars()
    bind_contextvars(**keys)
    try:
        yield
    finally:
        clear_contextvars()
        bind_contextvars(**before)
