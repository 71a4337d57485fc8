"""Acting on deliveries: an operation shown beforehand, carried out with its progress, told."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from receiver.commands.inbox.database import opened
from receiver.commands.printing.progress import shown
from receiver.commands.printing.results import tell_end, tell_nothing, tell_preview
from receiver.criteria import Criteria
from receiver.errors import CommandFailed, OperationRefused
from receiver.operations import Act, Operation, Signature
from receiver.services import operations
from receiver.services.operations import OperationUnfinished
from receiver.services.previews import look_ahead
from receiver.settings import load_settings
from receiver.storage import records
from receiver.storage.engine import Database


def preview(act: Act, criteria: Criteria, *, as_json: bool) -> None:
    """Print what an act would do, and do nothing."""
    with _refusals("deliveries list"), opened(load_settings()) as database:
        seen = asyncio.run(look_ahead(database, act, criteria))
    tell_preview(act, seen, as_json=as_json)


def start(
    act: Act, criteria: Criteria, signature: Signature, *, rate: float, as_json: bool
) -> None:
    """Do something to the deliveries that are meant, and tell how it went."""
    with _refusals("deliveries list"), opened(load_settings()) as database:
        seen = asyncio.run(look_ahead(database, act, criteria))
        if not seen.total:
            tell_nothing(act, seen, as_json=as_json)
            return
        begun = asyncio.run(operations.begin(database, act, criteria, signature, seen))
        ended = _carry_out(database, begun, rate)
    tell_end(ended, seen.pruned, as_json=as_json)


def resume(act: Act, key: int | None = None, *, rate: float, as_json: bool) -> None:
    """Go on with an operation that was interrupted, the last one if no key is given."""
    with _refusals("operations list"), opened(load_settings()) as database:
        begun = asyncio.run(operations.unfinished(database, act, key))
        ended = _carry_out(database, begun, rate)
    tell_end(ended, 0, as_json=as_json)


def _carry_out(database: Database, operation: Operation, rate: float) -> Operation:
    """Do the rest of an operation; raises `CommandFailed` when it is interrupted."""
    try:
        with shown() as tell:
            tell(operation)
            return asyncio.run(operations.carry_out(database, operation, rate, tell))
    except KeyboardInterrupt:
        with database.snapshot() as connection:
            reached = records.find(connection, operation.key) or operation
        message = f"Interrupted: {reached.act} {reached.key} stands at {reached.progress}. "
        raise CommandFailed(message + _how_to_go_on(reached)) from None


def _how_to_go_on(operation: Operation) -> str:
    act, key = operation.act, operation.key
    return f"Go on with: receiver {act} --resume {key}; or end it: receiver operations stop {key}"


@contextmanager
def _refusals(where: str) -> Iterator[None]:
    """Say in plain words why an operation cannot be done, and what would help."""
    try:
        yield
    except OperationUnfinished as error:
        message = f"{_sentence(error)}. {_how_to_go_on(error.operation)}"
        raise CommandFailed(message) from error
    except OperationRefused as error:
        message = f"{_sentence(error)}; see: receiver {where}"
        raise CommandFailed(message) from error


def _sentence(error: Exception) -> str:
    told = str(error)
    return told[:1].upper() + told[1:]
