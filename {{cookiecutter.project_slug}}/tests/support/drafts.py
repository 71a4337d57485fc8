"""Drafts: requests that are still to be changed, made of all that a provider is known to send."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from forging import NOW, draft
from receiver.messages import Message
from receiver.signatures.signing import Request, encoded
from recorded import body_of, recorded
from senders import URL, sender


@dataclass
class Draft:
    """A request that is still to be changed; `headers` may hold a name twice."""

    url: str
    body: bytes
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    method: str = "POST"

    def message(self) -> Message:
        """Return what arrives."""
        return Message(self.method, self.url, self.headers, self.body)


def of(request: Request, method: str = "POST") -> Draft:
    """Return a draft of a request."""
    lines = dict(encoded(request.headers)).items()
    return Draft(request.url, request.body, list(lines), method)


@cache
def drafts(name: str) -> list[Draft]:
    """Return what there is to be changed: the samples, recorded messages and handshakes."""
    samples = [each.event for each in sender(name).provider.samples]
    requests = [each["request"] for each in recorded(name)["handshakes"]]
    return [
        *(of(draft(sender(name), event)) for event in samples),
        *(of(sender(name).signed(draft(sender(name), event), NOW)) for event in samples),
        *(of_recorded(name, each) for each in [*recorded(name)["vectors"], *requests]),
    ]


def of_recorded(name: str, found: dict[str, Any]) -> Draft:
    """Return a draft of a recorded request."""
    url = found.get("url") or f"{URL}/{name}?{found.get('query', '')}"
    return of(Request(url, found.get("headers", {}), body_of(found)), found["method"])
