"""Refusals: what cannot be shown or done, as a page says it."""

from http import HTTPStatus


class Refused(Exception):
    """A request that gets a page with these words instead; `seconds` is when to try again."""

    def __init__(self, status: int, words: str, seconds: float = 0.0) -> None:
        super().__init__(words)
        self.status = status
        self.words = words
        self.seconds = seconds

    @property
    def title(self) -> str:
        """Return what the status is called."""
        return HTTPStatus(self.status).phrase
