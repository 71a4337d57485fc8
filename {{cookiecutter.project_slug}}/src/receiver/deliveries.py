"""The delivery: one signed message exactly as received, and the states of its life."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qs

from receiver import jsons, traceparents

FORM = "application/x-www-form-urlencoded"


class State(StrEnum):
    """Where a delivery stands: received → processing → done, or one of the other ends."""

    RECEIVED = "received"
    PROCESSING = "processing"
    RETRYING = "retrying"
    DONE = "done"
    DEAD = "dead"
    UNHANDLED = "unhandled"
    IGNORED = "ignored"


PENDING = (State.RECEIVED, State.PROCESSING, State.RETRYING)
"""The states from which the receiver goes on by itself."""
SETTLED = (State.DONE, State.DEAD, State.UNHANDLED, State.IGNORED)
"""The others, which are ends."""
UNDONE = (State.DEAD, State.UNHANDLED, State.IGNORED)
"""The ends of deliveries that no handler has finished with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One verified message of a sender.

    `id` is the sender's name for it and unique within `source`; `key` is ours, and 0 until
    the inbox has stored it. `headers` are those worth keeping: none that holds a secret or
    a signature. `once` is a value that the sender never uses twice, where it has one beside
    the id. Deliveries of one `source` and `ordering` are handled in the order of their arrival,
    None in any. `traceparent` names the trace that it came in, as W3C's header does, and
    `request_id` the request, as the log does. `attempt` counts the runs of the handlers, this one
    included.
    """

    source: str
    provider: str
    id: str
    event: str
    body: bytes = field(repr=False)
    received_at: datetime
    content_type: str = ""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    once: str | None = None
    ordering: str | None = None
    traceparent: str | None = None
    request_id: str | None = None
    key: int = 0
    attempt: int = 0

    @property
    def trace_id(self) -> str | None:
        """Return the id of the trace that it came in, if it came in one."""
        return traceparents.trace_id(self.traceparent)

    def payload(self) -> bytes:
        """Return the bytes of the payload: the body, or what a form's `payload` field holds."""
        return payload_of(self.body, self.content_type)

    def json(self) -> Any:  # noqa: ANN401 - JSON is anything
        """Return the parsed payload; raises `ValueError` if it is not JSON."""
        return jsons.read(self.payload())

    def form(self) -> dict[str, list[str]]:
        """Return the fields of a form, each with all of its values; empty for any other body."""
        return parse_qs(self.body.decode(errors="replace"), keep_blank_values=True)


def payload_of(body: bytes, content_type: str) -> bytes:
    """Return the payload within `body`: what a form's one field `payload` holds, else the body.

    GitHub and Slack send JSON in that field when asked for forms; others call JSON a form, as
    `curl -d` does. Raises `ValueError` if the form has several fields of that name.
    https://docs.github.com/en/webhooks/using-webhooks/creating-webhooks
    """
    if not content_type.lower().startswith(FORM):
        return body
    if body.startswith((b"{", b"[")) or b"payload=" not in body:
        return body
    fields = parse_qs(body.decode(errors="surrogateescape")).get("payload", [])
    if len(fields) > 1:
        message = f"the form has {len(fields)} fields named 'payload'"
        raise ValueError(message)
    return fields[0].encode(errors="surrogateescape") if fields else body
