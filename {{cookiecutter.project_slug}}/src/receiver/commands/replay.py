"""`receiver replay`: have deliveries handled again, one or all that fit a filter."""

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


def replay(  # noqa: PLR0913 - each is an option
    keys: Keys = None,
    *,
    source: Source = None,
    event: Event = None,
    state: InState = None,
    since: Since = None,
    until: Until = None,
    delivery_id: Id = None,
    dry_run: DryRun = False,
    rate: Rate = 100.0,
    resume: Resume = False,
    by: By = None,
    reason: Reason = None,
    as_json: AsJson = False,
) -> None:
    """Have deliveries handled again, by every handler; the running service sees to it.

    Name them by their keys, or by filters, of which all count. Filters mean what is settled
    (done, dead, unhandled or ignored), unless --state names something else. What was
    interrupted goes on with --resume, and nothing is replayed twice.
    """
    operate(
        Act.REPLAY,
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
