"""Confirmations: what was counted, and is confirmed, as the form of a preview brings it back.

The filter comes as it was typed, with the moment from which its ages count back, and is read as
strictly as that of a list: what an operation is about stays in its record.
"""

from collections.abc import Mapping

from receiver.console.filters import Filter, filter_of, key_of
from receiver.console.refusals import Refused
from receiver.criteria import Criteria
from receiver.moments import LATEST
from receiver.storage.previews import Preview

UNREADABLE = "The form cannot be read. Go back, and try once more."


def told(chosen: Filter, seen: Preview) -> dict[str, str]:
    """Return the fields of a form that say what was counted."""
    numbers = {"now": chosen.now, "at": seen.at, "last_key": seen.last_key, "total": seen.total}
    return chosen.given | {name: str(value) for name, value in numbers.items()}


def confirmed(fields: Mapping[str, str]) -> tuple[Criteria, Preview]:
    """Return what these fields say; raises `Refused` if no preview can have said it."""
    chosen = filter_of(fields, number(fields, "now", LATEST))
    last_key, total = key_of(fields, "last_key"), key_of(fields, "total")
    if chosen.mistakes or not chosen.criteria or last_key is None or total is None:
        raise Refused(400, UNREADABLE)
    at = number(fields, "at", LATEST)
    return chosen.criteria, Preview(at=at, last_key=last_key, total=total, pruned=0, first=())


def number(fields: Mapping[str, str], name: str, most: float) -> float:
    """Return a number above 0 that a field holds; raises `Refused` for anything else."""
    try:
        value = float(fields.get(name, ""))
    except ValueError:
        raise Refused(400, UNREADABLE) from None
    if not 0 < value <= most:
        raise Refused(400, UNREADABLE)
    return value
