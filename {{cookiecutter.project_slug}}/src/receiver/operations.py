"""Operations: what somebody did to deliveries, when and why, and how far that came."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from receiver.criteria import Criteria, criteria_of

LONGEST = 500
"""How many characters the record takes of who does something, and of why."""


class Act(StrEnum):
    """What an operation does: start over, set aside, delete bodies, delete what is left."""

    REPLAY = "replay"
    IGNORE = "ignore"
    PRUNE = "prune"
    FORGET = "forget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who does something, and why; that may be empty."""

    who: str
    reason: str = ""


def in_a_line(said: str) -> str | None:
    """Return words as the record has them, None for what it does not take."""
    line = " ".join(said.split())
    return line if line.isprintable() and len(line) <= LONGEST else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation. Times are in Unix seconds; `ended_at` is None while there is more to do.

    `total` is how many deliveries it meant at its start, `done` how many it did something to.
    `document` says which, as JSON.
    """

    key: int
    act: Act
    signature: Signature
    document: Mapping[str, Any]
    started_at: float
    ended_at: float | None
    last_key: int
    reached_key: int
    total: int
    done: int

    @property
    def criteria(self) -> Criteria:
        """Return which deliveries are meant, if it replays or ignores."""
        return criteria_of(self.document)

    @property
    def progress(self) -> str:
        """Return how far it came, in words."""
        return f"{self.done:,} of {self.total:,} done"
