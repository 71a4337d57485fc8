"""Ages on the command line: for how long `receiver prune` keeps what, and what cannot be."""

from collections.abc import Sequence
from typing import Annotated

import typer

from receiver.commands.options.choosing import checked, state_of
from receiver.deliveries import PENDING
from receiver.moments import days
from receiver.services.plans import Ages
from receiver.services.retention import mistake
from receiver.settings import Settings
from receiver.storage.pruning import PRUNABLE

BODIES, IDS = 30.0, 400.0
"""Days for which what is kept, where neither options nor settings say so."""

KeepBodies = Annotated[
    str | None,
    typer.Option(
        metavar="DAYS",
        help="Keep bodies so long: 30, or 12h, 8w.",
        show_default="RECEIVER_KEEP_BODIES or 30",
    ),
]
KeepIds = Annotated[
    str | None,
    typer.Option(
        metavar="DAYS",
        help="Keep so long what tells a repetition; 0 is for ever.",
        show_default="RECEIVER_KEEP_IDS or 400",
    ),
]


def ages(
    settings: Settings, bodies: str | None, ids: str | None, state: Sequence[str] | None
) -> Ages:
    """Return for how long what is kept; raises `typer.BadParameter` for what cannot be."""
    kept = settings.keep_bodies or BODIES
    if bodies is not None:
        kept = checked("--keep-bodies", lambda: days(bodies))
    kept_ids = settings.keep_ids if settings.keep_bodies else max(IDS, kept)
    if ids is not None:
        kept_ids = checked("--keep-ids", lambda: days(ids))
    states = tuple(dict.fromkeys(state_of(each) for each in state or PRUNABLE))
    if going_on := [each for each in states if each in PENDING]:
        message = f"{going_on[0]} is no end: the receiver still works on that"
        raise typer.BadParameter(message, param_hint="--state")
    chosen = Ages(bodies=kept, ids=kept_ids, states=states)
    if wrong := mistake(chosen):
        raise typer.BadParameter(wrong, param_hint="--keep-ids")
    return chosen
