"""`receiver prune`: delete old bodies, and older ids, without holding up what comes in."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.console import Console

from receiver.commands.inbox.database import opened
from receiver.commands.options.acts import AsJson, DryRun
from receiver.commands.options.ages import KeepBodies, KeepIds, ages
from receiver.commands.options.choosing import InState
from receiver.commands.options.operators import By, Reason, signature
from receiver.commands.printing.objects import of_operation, print_json
from receiver.commands.printing.progress import shown
from receiver.errors import CommandFailed
from receiver.operations import Act, Operation
from receiver.services import pruning
from receiver.services.plans import Plan, look_ahead
from receiver.settings import load_settings

Hurry = Annotated[
    bool, typer.Option("--hurry", help="Be quick: what comes in may have to wait meanwhile.")
]


def prune(  # noqa: PLR0913 - each is an option
    *,
    keep_bodies: KeepBodies = None,
    keep_ids: KeepIds = None,
    state: InState = None,
    dry_run: DryRun = False,
    hurry: Hurry = False,
    by: By = None,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    """Delete old bodies and headers, and much later ids and attempts.

    Only of deliveries that are done or ignored; of dead and unhandled ones, which nobody has
    dealt with, only if --state names them. What was pruned cannot be replayed, but the same
    delivery is not taken again as long as its id is kept.
    """
    settings, signed = load_settings(), signature(by, reason)
    chosen = ages(settings, keep_bodies, keep_ids, state)
    with opened(settings, unhurried=True) as database:
        plan = asyncio.run(look_ahead(database, chosen))
        if dry_run:
            _preview(plan, as_json=as_json)
            return
        try:
            with shown() as tell:
                ended = asyncio.run(pruning.prune(database, plan, signed, tell=tell, hurry=hurry))
        except KeyboardInterrupt:
            message = "Interrupted: what was pruned is; call it again for the rest."
            raise CommandFailed(message) from None
    _tell(ended, as_json=as_json)


def _preview(plan: Plan, *, as_json: bool) -> None:
    totals = {stage.act: total for stage, total in plan.stages}
    bodies, ids = totals.get(Act.PRUNE, 0), totals.get(Act.FORGET, 0)
    if as_json:
        print_json({"bodies": bodies, "ids": ids, **plan.ages.document()})
    else:
        told = f"Prune would delete {bodies:,} bodies and {ids:,} ids."
        Console(highlight=False).print(told)


def _tell(ended: Sequence[Operation], *, as_json: bool) -> None:
    if as_json:
        print_json([of_operation(each) for each in ended])
        return
    done = {each.act: each.done for each in ended}
    bodies, ids = done.get(Act.PRUNE, 0), done.get(Act.FORGET, 0)
    Console(highlight=False).print(f"Pruned {bodies:,} bodies and {ids:,} ids.")
