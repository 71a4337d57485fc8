"""`receiver ignore`: have deliveries handled no more, for a reason."""

import typer

from receiver.commands.inbox.operating import operate
from receiver.commands.options.acts import AsJson, DryRun, Rate, Resume
from receiver.commands.options.choosing import (
    Event,
    Id,
    InState,
    Keys,
    Since,
    Source,
    Until,
    criteria,
)
from receiver.commands.options.operators import By, Reason, signature
from receiver.operations import Act


def ignore(  # noqa: PLR0913 - each is an option
    keys: Keys = None,
    *,
    source: Source = None,
    event: Event = None,
    state: InState = None,
    since: Since = None,
    until: Until = None,
    delivery_id: Id = None,
    reason: Reason = None,
    dry_run: DryRun = False,
    rate: Rate = 1000.0,
    resume: Resume = False,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Have deliveries handled no more, unless somebody replays them; --reason says why.

    Name them by their keys, or by filters, of which all count. Filters mean everything that
    is not done, unless --state names something else. An attempt that is running loses its
    claim, and what waits behind such a delivery in its order goes on.
    """
    if reason is None and not (dry_run or resume):
        message = 'say why, for the record: --reason "a test of theirs"'
        raise typer.BadParameter(message, param_hint="--reason")
    operate(
        Act.IGNORE,
        criteria(
            keys=keys,
            source=source,
            event=event,
            state=state,
            since=since,
            until=until,
            delivery_id=delivery_id,
        ),
        signature(by, reason),
        rate=rate,
        dry_run=dry_run,
        resume=resume,
        as_json=as_json,
    )
