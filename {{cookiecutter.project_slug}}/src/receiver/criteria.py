"""Criteria: which deliveries somebody means, by their keys or by what they have in common."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from shlex import quote
from typing import Any

from receiver.deliveries import State
from receiver.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What deliveries are to have; all of it. Without any criterion every delivery is meant.

    `keys` are kept in ascending order, each once. `event` is a whole name, the first part of a
    dotted one, or ``*``, as in `@on`. Several states are alternatives. `since` is included,
    `until` is not. `id` is the sender's, whole.
    """

    keys: tuple[int, ...] = ()
    id: str | None = None
    source: str | None = None
    event: str | None = None
    state: tuple[State, ...] = ()
    since: Moment | None = None
    until: Moment | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", tuple(sorted({*self.keys})))

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))

    def __str__(self) -> str:
        """Return the options of the command line that mean the same."""
        if self.keys:
            return " ".join(map(str, self.keys))
        given = [("id", self.id), ("source", self.source), ("event", self.event)]
        given += [("state", str(each)) for each in self.state]
        times = [("since", self.since), ("until", self.until)]
        given += [(name, each.typed) for name, each in times if each]
        return " ".join(f"--{name} {quote(value)}" for name, value in given if value is not None)

    def document(self) -> dict[str, Any]:
        """Return the criteria as JSON has them; `criteria_of` reads that."""
        members = {"id": self.id, "source": self.source, "event": self.event}
        return {
            **({"keys": list(self.keys)} if self.keys else {}),
            **{name: value for name, value in members.items() if value is not None},
            **({"state": [str(each) for each in self.state]} if self.state else {}),
            **({"since": _document(self.since)} if self.since else {}),
            **({"until": _document(self.until)} if self.until else {}),
        }


def criteria_of(document: Mapping[str, Any]) -> Criteria:
    """Return the criteria that a JSON object holds."""
    return Criteria(
        keys=tuple(document.get("keys", ())),
        id=document.get("id"),
        source=document.get("source"),
        event=document.get("event"),
        state=tuple(map(State, document.get("state", ()))),
        since=_moment(document.get("since")),
        until=_moment(document.get("until")),
    )


def _document(moment: Moment) -> dict[str, str]:
    """Return a moment for JSON, to the microsecond, and as it was typed."""
    return {"at": datetime.fromtimestamp(moment.at, UTC).isoformat(), "typed": moment.typed}


def _moment(document: Mapping[str, str] | None) -> Moment | None:
    if document is None:
        return None
    return Moment(datetime.fromisoformat(document["at"]).timestamp(), document["typed"])
