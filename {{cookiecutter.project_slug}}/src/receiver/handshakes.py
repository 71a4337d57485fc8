"""Handshakes: the questions by which a sender finds out whose endpoint this is."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from receiver.messages import Message
from receiver.trust import Trust

OK = 200
WITHOUT_BODY = (204, 304)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A form that has to be taken at `url` before a reply is sent.

    The URL is made of what the source is configured with, never taken from a message.
    """

    url: str
    form: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in the sender's own terms, which may have to be confirmed elsewhere first."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    confirm: Confirmation | None = None

    @property
    def has_body(self) -> bool:
        """Say whether it has a body, were it an empty one; statuses such as 204 have none."""
        return self.status >= OK and self.status not in WITHOUT_BODY


def as_json(value: Any, status: int = 200) -> Reply:  # noqa: ANN401 - JSON is anything
    """Return a reply that holds JSON."""
    return Reply(status, json.dumps(value).encode(), {"Content-Type": "application/json"})


def as_text(value: str, status: int = 200) -> Reply:
    """Return a reply that holds plain text, which no browser takes for anything else."""
    headers = {"Content-Type": "text/plain", "X-Content-Type-Options": "nosniff"}
    return Reply(status, value.encode(errors="surrogateescape"), headers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handshake:
    """How one kind of question is recognised and answered: None is "this is no such question".

    `signed` says that it is signed as deliveries are, and only asked for after that fits: the
    trust that it is given then holds the key that did, and no other.
    """

    answer: Callable[[Message, Trust], Reply | None]
    method: str = "POST"
    signed: bool = True
