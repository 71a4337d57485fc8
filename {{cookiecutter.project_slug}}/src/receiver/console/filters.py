"""Filters: which deliveries a list shows, as its address says it, and what is wrong with that."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from receiver.choices import nearest
from receiver.criteria import Criteria
from receiver.deliveries import State
from receiver.fields import LONGEST
from receiver.moments import Moment, moment

NAMES = ("state", "source", "event", "id", "since", "until")
LARGEST = 2**63 - 1
"""The largest key that a database can hold."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What was typed into each field, what that means `now`, and what cannot be meant."""

    typed: Mapping[str, str]
    criteria: Criteria
    now: float
    mistakes: Mapping[str, str] = field(default_factory=dict)

    @property
    def given(self) -> dict[str, str]:
        """Return the fields that something was typed into."""
        return {name: value for name, value in self.typed.items() if value}

    def query(self, **changes: str | int | None) -> str:
        """Return the end of an address that says this, with changes; nothing where it is all."""
        given = {name: value for name, value in {**self.given, **changes}.items() if value}
        return f"?{urlencode(given)}" if given else ""


def filter_of(query: Mapping[str, str], at: float | None = None) -> Filter:
    """Return the filter of an address; ages count back from `at`, in Unix seconds, or from now."""
    typed = {name: query.get(name, "").strip() for name in NAMES}
    mistakes: dict[str, str] = {}

    def read(name: str, meaning: Callable[[str], object]) -> object:
        try:
            return meaning(typed[name]) if typed[name] else None
        except ValueError as error:
            mistakes[name] = str(error)
            return None

    now = time.time() if at is None else at
    found = {name: read(name, _name) for name in ("source", "event", "id")}
    times = {name: read(name, lambda text: moment(text, now)) for name in ("since", "until")}
    state = read("state", _states)
    criteria = Criteria(state=state or (), **found, **times)  # type: ignore[arg-type]
    return Filter(typed, criteria, now, mistakes | _contradiction(criteria.since, criteria.until))


def key_of(query: Mapping[str, str], name: str) -> int | None:
    """Return the key that an address names, None if that is none."""
    digits = query.get(name, "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len(str(LARGEST)):
        return None
    return min(int(digits), LARGEST)


def _contradiction(since: Moment | None, until: Moment | None) -> dict[str, str]:
    if since and until and since.at >= until.at:
        return {"until": f"{until.typed} is not after {since.typed}"}
    return {}


def _name(text: str) -> str:
    if len(text) <= LONGEST and text.isprintable():
        return text
    message = f"give up to {LONGEST} printable characters"
    raise ValueError(message)


def _states(text: str) -> tuple[State, ...]:
    """Return the state of a name, or several that are parted by commas."""
    found = []
    for name in text.lower().split(","):
        if name not in list(State):
            message = f"no state {name}; {nearest(name, list(State))}"
            raise ValueError(message)
        found.append(State(name))
    return tuple(dict.fromkeys(found))
