"""What a provider declares: how one sender signs and names its deliveries, and what it expects."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from receiver.batches import Batch
from receiver.deliveries import Delivery
from receiver.fields import Field
from receiver.handshakes import Handshake, Reply
from receiver.messages import Message
from receiver.signatures.custom import Custom
from receiver.signatures.schemes import Scheme
from receiver.trust import Option


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample for `receiver send`, written by us in the shape that the sender documents.

    Replaced each time, in the headers and in the body: ``{id}`` by a fresh id, ``{number}``
    by one of digits, ``{now}``, ``{now_ms}`` and ``{now_iso}`` by the time.
    """

    event: str
    body: str
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedKey:
    """A key that stands at a URL of the sender's.

    `url` returns the URL that a message names, and raises `SignatureInvalid` unless it is
    one of the sender's own: nothing else is ever fetched. `check` raises `ValueError` if what
    came from there, at this time in Unix seconds, is no key of the sender. `test_url` is
    never fetched: it stands for the key pair that `receiver send` signs with.
    """

    url: Callable[[Message], str]
    check: Callable[[bytes, float], None]
    test_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """How one sender signs and names its deliveries. Data: a provider's file holds little else.

    `docs` links the sender's own documentation; `proven` says what this declaration was held
    against beside the vectors in `tests/vectors`.

    `id` and `event` are looked for in turn. `body` says what a signed body must be, or else
    it is malformed; `batch` takes one with several events apart. `once` is a value that the
    sender never uses twice, where the id is not covered by the signature. Deliveries that
    share a value of `ordering`, such as the id of the object that they are about, are handled
    one at a time, as they arrived; without it each by itself.

    `ack` replaces our answer to what was accepted, `rejection` the status of a signature that
    does not fit. `deadline` is how many seconds the sender waits for an answer, which may be
    unverified; `retries` says what it does without one. `ours` marks senders that we write
    ourselves, which may be told about a payload that does not fit (422) before it is stored.
    """

    title: str
    docs: str
    scheme: Scheme | Custom
    id: tuple[Field, ...]
    event: tuple[Field, ...]
    samples: tuple[Sample, ...]
    retries: str
    proven: str = "the documentation alone"
    body: Literal["json", "form", "any"] = "json"
    batch: Batch | None = None
    once: Field | None = None
    ordering: tuple[Field, ...] = ()
    options: tuple[Option, ...] = ()
    handshakes: tuple[Handshake, ...] = ()
    fetched_key: FetchedKey | None = None
    ack: Reply | Callable[[Delivery], Reply] | None = None
    rejection: int = 401
    deadline: float | None = None
    deadline_unverified: bool = False
    ours: bool = False

    def takes_a_secret(self) -> bool:
        """Say whether a source of this provider needs `RECEIVER_SECRETS__…`."""
        return self.scheme.secret is not None

    def waits(self) -> str:
        """Return for how long the sender waits, in words; empty where nobody says."""
        mark = " (unverified)" if self.deadline_unverified else ""
        return f"{self.deadline:g} s{mark}" if self.deadline else ""

    def answer(self, delivery: Delivery) -> Reply | None:
        """Return the answer that the sender demands for what was accepted, or None for ours."""
        return self.ack(delivery) if callable(self.ack) else self.ack
