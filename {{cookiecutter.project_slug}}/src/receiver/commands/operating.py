"""Operating: the options that `replay` and `ignore` share, and what they come to together."""

from typing import Annotated

import typer

from receiver.commands import acting
from receiver.criteria import Criteria
from receiver.operations import Act, Signature

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only print how many there are, and the first of them.")
]
Rate = Annotated[
    float, typer.Option(metavar="N", help="How many a second, at most.", min=0.01, max=100_000)
]
Resume = Annotated[
    bool,
    typer.Option("--resume", help="Go on with the last one interrupted, or with that of KEY."),
]


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
