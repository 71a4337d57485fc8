"""Operating: what the options of `replay` and `ignore` come to together."""

import typer

from receiver.commands.inbox import acting
from receiver.criteria import Criteria
from receiver.operations import Act, Signature


def operate(  # noqa: PLR0913 - each is an option
    act: Act,
    chosen: Criteria,
    signature: Signature,
    *,
    rate: float,
    dry_run: bool,
    resume: bool,
    as_json: bool,
) -> None:
    """Do what the options say; raises `typer.BadParameter` where they contradict each other."""
    if resume:
        if dry_run or chosen != Criteria(keys=chosen.keys[:1]):
            message = "goes with the key of one operation, or with nothing"
            raise typer.BadParameter(message, param_hint="--resume")
        acting.resume(act, *chosen.keys, rate=rate, as_json=as_json)
    elif not chosen:
        message = f"say which: receiver {act} 1 2, or a filter, such as --state dead"
        raise typer.BadParameter(message, param_hint="KEY")
    elif dry_run:
        acting.preview(act, chosen, as_json=as_json)
    else:
        acting.start(act, chosen, signature, rate=rate, as_json=as_json)
