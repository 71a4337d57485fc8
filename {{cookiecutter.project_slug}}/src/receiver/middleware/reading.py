"""Reading: a request's body within all of its limits: its size, its time, and room for it."""

import asyncio
import math

from starlette.types import Receive, Scope

from receiver.errors import ReadTimeout
from receiver.messages import Message
from receiver.middleware.body import check_length, read_body
from receiver.middleware.budget import Budget, Share
from receiver.settings import Settings


class Reader:
    """Reads bodies. The budget has room for two of the largest, whatever the settings say."""

    def __init__(self, settings: Settings) -> None:
        self._cap = settings.body_cap
        self._timeout = settings.read_timeout
        self._budget = Budget(max(settings.bodies_cap, 2 * settings.body_cap))

    def share(self) -> Share:
        """Return the share of the budget that holds one body."""
        return Share(self._budget)

    async def read(self, head: Message, scope: Scope, receive: Receive, share: Share) -> bytes:
        """Return the whole body; stops reading at the cap and at the time limit.

        That is `read_by` in the state, where the server has timed the request from its start:
        infinity if nothing is waited for any more, which saves the timer. Raises `BodyTooLarge`,
        `Overloaded` or `ReadTimeout`.
        """
        check_length(head.header(b"content-length"), self._cap)
        latest = scope.get("state", {}).get("read_by")
        if latest == math.inf:
            return await read_body(receive, self._cap, share)
        if latest is None:
            latest = asyncio.get_running_loop().time() + self._timeout
        try:
            async with asyncio.timeout_at(latest):
                return await read_body(receive, self._cap, share)
        except TimeoutError:
            message = f"the body was not complete after {self._timeout:g} s"
            raise ReadTimeout(message) from None
