"""The seam between the inbox and whoever runs the handlers."""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeAlias

from receiver.settings import Settings

Process: TypeAlias = Callable[[int], Awaitable[None]]
"""Makes one attempt at the delivery of this key, if it is free. Safe to call twice."""

Notify: TypeAlias = Callable[[Sequence[int]], Coroutine[Any, Any, None]]
"""Hints that deliveries of these keys are worth a look. It may lose hints, but never raises."""

Background: TypeAlias = Callable[[Settings, Process], AbstractAsyncContextManager[Notify]]
"""A strategy: while its context is open, what is notified gets processed somewhere."""
