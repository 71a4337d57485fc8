"""What an operation would do, or did, in words for people and as JSON for scripts."""

from rich.console import Console

from receiver.commands.printing.objects import of_operation, of_summary, print_json
from receiver.commands.printing.tables import as_table
from receiver.operations import Act, Operation
from receiver.storage.previews import Preview

WOULD_BE = {
    Act.REPLAY: "would be handled again",
    Act.IGNORE: "would not be handled unless somebody replays them",
}
WILL_BE = {
    Act.REPLAY: "will be handled again by the running service",
    Act.IGNORE: "will not be handled unless somebody replays it",
}


def tell_preview(act: Act, seen: Preview, *, as_json: bool) -> None:
    """Print what an act would do."""
    if as_json:
        first = [of_summary(each) for each in seen.first]
        print_json({"act": act, "total": seen.total, "pruned": seen.pruned, "first": first})
        return
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"{_deliveries(seen.total)} {WOULD_BE[act]}.{_lost(seen.pruned)}")
    if seen.first:
        console.print("The first of them:" if seen.total > len(seen.first) else "These:")
        console.print(as_table(seen.first))


def tell_end(ended: Operation, pruned: int, *, as_json: bool) -> None:
    """Print what an operation did."""
    if as_json:
        print_json({**of_operation(ended), "pruned": pruned})
        return
    keys, left = ended.criteria.keys, ended.total - ended.done
    done = f"{ended.act.capitalize()} {ended.key}: {_deliveries(ended.done)}"
    if keys and len(keys) == ended.done == 1:
        done = f"Delivery {keys[0]}"
    told = f"{done} {WILL_BE[ended.act]}.{_lost(pruned)}"
    if left > 0:
        told += f" {left:,} left out: changed since it began."
    Console(highlight=False, soft_wrap=True).print(told)


def tell_nothing(act: Act, seen: Preview, *, as_json: bool) -> None:
    """Print that there was nothing to do."""
    if as_json:
        print_json({"act": act, "total": 0, "done": 0, "pruned": seen.pruned})
    else:
        told = f"No delivery fits: there is nothing to {act}.{_lost(seen.pruned)}"
        Console(highlight=False, soft_wrap=True).print(told)


def _deliveries(number: int) -> str:
    return f"{number:,} {'delivery' if number == 1 else 'deliveries'}"


def _lost(pruned: int) -> str:
    return f" {pruned:,} more fit, but their bodies were pruned: left out." if pruned else ""
