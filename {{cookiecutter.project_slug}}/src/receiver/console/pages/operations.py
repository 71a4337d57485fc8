"""Operations: what was done to deliveries, by whom and why, and how far it came."""

from hashlib import sha256

from starlette.responses import Response

from receiver.console.filters import key_of
from receiver.console.refusals import Refused
from receiver.console.visits import NOTHING_NEW, Visit
from receiver.console.work import RATES
from receiver.operations import Operation
from receiver.storage import records

LIMIT = 50
NONE = "There is no such operation, or nothing is left of it to do."


async def show(visit: Visit) -> Response:
    """Show the newest; to a page that looks again, only if there is something new."""
    if visit.seen is None:
        return _answer(visit, await _read(visit))
    found = await visit.desk.glances.look("operations", lambda: _read(visit))
    if found is None or _stamp(found) == visit.seen:
        return NOTHING_NEW
    return _answer(visit, found)


async def change(visit: Visit, fields: dict[str, str]) -> Response:
    """Go on with an operation that was interrupted, or end it where it is."""
    key, database = key_of(visit.request.path_params, "key") or 0, visit.desk.running.database
    operation = await visit.desk.read(records.find, key)
    if operation is None or operation.ended_at is not None or operation.act not in RATES:
        raise Refused(404, NONE)
    if fields.get("do") == "stop":
        async with visit.desk.patience():
            await database.write(records.stop, key)
    else:
        await visit.desk.work.start(operation, RATES[operation.act])
    return visit.elsewhere("/operations")


async def _read(visit: Visit) -> list[Operation]:
    return await visit.desk.read(records.newest, LIMIT)


def _stamp(found: list[Operation]) -> str:
    told = [(each.key, each.done, each.ended_at) for each in found]
    return sha256(repr(told).encode()).hexdigest()[:16]


def _answer(visit: Visit, found: list[Operation]) -> Response:
    return visit.page(
        "operations.html",
        operations=found,
        stamp=_stamp(found),
        is_at=visit.desk.work.is_at,
        acts=list(RATES),
    )
