"""Choosing deliveries on the command line: the filters, and what is wrong with one."""

import time
from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

import typer

from receiver.choices import nearest
from receiver.criteria import Criteria
from receiver.deliveries import State
from receiver.moments import Moment, moment

Value = TypeVar("Value")

LARGEST = 2**63 - 1
"""The largest key that a database can hold."""

Keys = Annotated[
    list[int] | None,
    typer.Argument(
        metavar="KEY",
        help="Keys of deliveries, as `deliveries list` shows them; with --resume, of an operation.",
        min=1,
        max=LARGEST,
    ),
]
Id = Annotated[
    str | None, typer.Option("--id", metavar="ID", help="Only with this id, which the sender gave.")
]
Source = Annotated[str | None, typer.Option(metavar="NAME", help="Only from this source.")]
Event = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Only this event: a whole name, or the first part of one."),
]
InState = Annotated[
    list[str] | None,
    typer.Option(metavar="STATE", help=f"Only in this state, or several: {', '.join(State)}."),
]
Since = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="Received at or after a date, a time in UTC, or an age: 2h."),
]
Until = Annotated[str | None, typer.Option(metavar="TIME", help="Received before that.")]


def criteria(  # noqa: PLR0913 - each is an option
    *,
    source: str | None,
    event: str | None,
    state: Sequence[str] | None,
    since: str | None,
    until: str | None,
    delivery_id: str | None,
    keys: Sequence[int] | None = None,
) -> Criteria:
    """Return what the options mean; raises `typer.BadParameter` for what means nothing."""
    now = time.time()
    chosen = Criteria(
        keys=tuple(keys or ()),
        id=_text("--id", delivery_id),
        source=_text("--source", source),
        event=_text("--event", event),
        state=tuple(dict.fromkeys(state_of(each) for each in state or ())),
        since=_moment("--since", since, now),
        until=_moment("--until", until, now),
    )
    if chosen.since and chosen.until and chosen.since.at >= chosen.until.at:
        message = f"{chosen.until.typed} is not after --since {chosen.since.typed}"
        raise typer.BadParameter(message, param_hint="--until")
    if chosen.keys and chosen != Criteria(keys=chosen.keys):
        message = "give keys or filters, not both"
        raise typer.BadParameter(message, param_hint="KEY")
    return chosen


def state_of(name: str) -> State:
    """Return the state of a name; raises `typer.BadParameter` if there is none."""
    try:
        return State(name.lower())
    except ValueError:
        message = f"no state {name}; {nearest(name.lower(), list(State))}"
        raise typer.BadParameter(message, param_hint="--state") from None


def _text(option: str, value: str | None) -> str | None:
    """Return a name as it was given, for it has to be a name."""
    if value is None or (value and value.isprintable()):
        return value
    message = "is empty, or no name"
    raise typer.BadParameter(message, param_hint=option)


def _moment(option: str, value: str | None, now: float) -> Moment | None:
    return None if value is None else checked(option, lambda: moment(value, now))


def checked(option: str, read: Callable[[], Value]) -> Value:
    """Return what `read` returns; raises `typer.BadParameter` for its `ValueError`."""
    try:
        return read()
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None
