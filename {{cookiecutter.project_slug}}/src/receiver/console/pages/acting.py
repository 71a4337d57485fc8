"""Acting: replay and ignore, of one delivery, or of all that fit a filter once they are counted.

The services are those of the command line, so that each act is in the ledger with who did it. What
is confirmed is what was counted: no delivery that came, or was settled, since belongs to it.
"""

from collections.abc import Mapping

from starlette.responses import Response

from receiver.console.confirmations import UNREADABLE, confirmed, number, told
from receiver.console.desk import LONGEST
from receiver.console.filters import filter_of, key_of
from receiver.console.refusals import Refused
from receiver.console.signatures import signature_of
from receiver.console.visits import Visit
from receiver.console.work import RATES
from receiver.criteria import Criteria
from receiver.operations import Act
from receiver.services import operations
from receiver.services.previews import look_ahead
from receiver.storage.previews import Preview

FASTEST = 10_000.0


async def preview(visit: Visit) -> Response:
    """Show what an act would do to all that fit a filter."""
    act, chosen = _act(visit.request.query_params), filter_of(visit.request.query_params)
    if chosen.mistakes or not chosen.criteria:
        raise Refused(400, "Say which deliveries: set a filter in the list, and act from there.")
    async with visit.desk.patience(LONGEST):
        seen = await look_ahead(visit.desk.running.database, act, chosen.criteria)
    counted = told(chosen, seen)
    return visit.page(
        "preview.html", act=act, filter=chosen, seen=seen, counted=counted, rate=RATES[act]
    )


async def on_many(visit: Visit, fields: dict[str, str]) -> Response:
    """Do it, to what was counted."""
    act, (criteria, seen) = _act(fields), confirmed(fields)
    rate = number(fields, "rate", FASTEST)
    await _do(visit, act, criteria, seen, fields, rate)
    return visit.elsewhere("/operations")


async def on_one(visit: Visit, fields: dict[str, str]) -> Response:
    """Do something to one delivery, and show it again."""
    act, key = _act(fields), key_of(visit.request.path_params, "key")
    criteria = Criteria(keys=(key or 0,))
    async with visit.desk.patience():
        seen = await look_ahead(visit.desk.running.database, act, criteria)
    await _do(visit, act, criteria, seen, fields, RATES[act])
    return visit.elsewhere(f"/deliveries/{key}")


async def _do(  # noqa: PLR0913, PLR0917 - what an operation is
    visit: Visit,
    act: Act,
    criteria: Criteria,
    seen: Preview,
    fields: Mapping[str, str],
    rate: float,
) -> None:
    signature = signature_of(visit.known, act, fields.get("reason", ""))
    async with visit.desk.patience():
        begun = await operations.begin(visit.desk.running.database, act, criteria, signature, seen)
    await visit.desk.work.start(begun, rate)


def _act(fields: Mapping[str, str]) -> Act:
    for act in RATES:
        if fields.get("act") == act:
            return act
    raise Refused(400, UNREADABLE)
