"""The list: counts at the top, filters, and deliveries from the newest on."""

from dataclasses import dataclass
from hashlib import sha256

from starlette.responses import Response

from receiver.console.desk import Desk
from receiver.console.filters import Filter, filter_of, key_of
from receiver.console.tallies import Counts
from receiver.console.visits import NOTHING_NEW, Visit
from receiver.deliveries import State
from receiver.storage import listing
from receiver.storage.listing import Page

LIMIT = 50
EMPTY = Page([], None, None)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the inbox says to a filter, and a stamp that changes with it."""

    page: Page
    counts: Counts | None
    stamp: str


async def show(visit: Visit) -> Response:
    """Show the list; to a page that looks again, only if there is something new."""
    query, desk = visit.request.query_params, visit.desk
    chosen = filter_of(query)
    before, after = key_of(query, "before"), key_of(query, "after")
    hash_, _, digits = chosen.typed["id"].partition("#")
    if not hash_ and (key := key_of({"key": digits}, "key")):
        return visit.elsewhere(f"/deliveries/{key}")
    if visit.seen is None or chosen.mistakes:
        return _answer(visit, chosen, await _read(desk, chosen, before, after))
    view = ("list", chosen.query(before=before, after=after))
    seen = await desk.glances.look(view, lambda: _read(desk, chosen, before, after), cost=2)
    if seen is None or seen.stamp == visit.seen:
        return NOTHING_NEW
    return _answer(visit, chosen, seen)


async def _read(desk: Desk, chosen: Filter, before: int | None, after: int | None) -> Seen:
    page, criteria = EMPTY, chosen.criteria
    if not chosen.mistakes:
        page = await desk.read(listing.page, criteria, before=before, after=after, limit=LIMIT)
    counts = await desk.tallies.counts()
    told = [(each.key, each.state, each.attempts, each.pruned_at) for each in page.summaries]
    return Seen(page, counts, sha256(repr((told, counts)).encode()).hexdigest()[:16])


def _answer(visit: Visit, chosen: Filter, seen: Seen) -> Response:
    counts, configured = seen.counts or {}, visit.desk.running.sources
    return visit.page(
        "list.html",
        400 if chosen.mistakes else 200,
        filter=chosen,
        page=seen.page,
        stamp=seen.stamp,
        counts=dict(sorted(counts.items())),
        is_counted=seen.counts is not None,
        totals=_totals(counts, chosen.typed["source"]),
        states=list(State),
        sources=sorted({*counts, *configured}),
        example=next(iter(sorted(configured)), ""),
    )


def _totals(counts: Counts, source: str) -> dict[State, int]:
    """Return how many deliveries are in each state: of a source, or of all if none is chosen."""
    chosen = [counts.get(source, {})] if source else list(counts.values())
    return {state: sum(each.get(state, 0) for each in chosen) for state in State}
