"""One delivery: what it is, what happened to it, its headers and its body."""

import asyncio

from starlette.responses import Response

from receiver.console.filters import key_of
from receiver.console.refusals import Refused
from receiver.console.showing import bodies
from receiver.console.showing.redaction import Redaction
from receiver.console.showing.timelines import can_be_replayed, stamp, timeline
from receiver.console.visits import NOTHING_NEW, Visit
from receiver.storage import reading
from receiver.storage.acts import NOTHING_TO_IGNORE
from receiver.storage.reading import Record

NONE = "There is no such delivery."
PRUNED = "The body was pruned; the id is kept, so that the same delivery is not taken again."
HIDDEN = "Some fields are not to be seen here, and this body cannot be taken apart."
SANDBOX = "default-src 'none'; sandbox"


async def show(visit: Visit) -> Response:
    """Show a delivery; to a page that looks again, only what changes, and only if it has."""
    if visit.seen is None:
        return await _answer(visit, await _record(visit), live=False)
    key = _key(visit)
    seen = await visit.desk.glances.look(("delivery", key), lambda: _glance(visit, key))
    if seen is None or stamp(seen) == visit.seen:
        return NOTHING_NEW
    return await _answer(visit, seen, live=True)


async def download(visit: Visit) -> Response:
    """Answer with the whole body, as a file that no browser opens as a page."""
    record = await _record(visit)
    if record.pruned_at:
        raise Refused(410, PRUNED)
    body, kind = record.delivery.body, "bin"
    if redaction := Redaction(visit.desk.options.redact):
        text = await asyncio.to_thread(bodies.redacted, record.delivery, redaction)
        if text is None:
            raise Refused(403, HIDDEN)
        body, kind = text.encode(errors="surrogatepass"), "redacted.json"
    attached = f'attachment; filename="delivery-{record.delivery.key}.{kind}"'
    headers = {"Content-Disposition": attached, "Content-Security-Policy": SANDBOX}
    return Response(body, headers=headers, media_type="application/octet-stream")


def _key(visit: Visit) -> int:
    key = key_of(visit.request.path_params, "key")
    if key is None:
        raise Refused(404, NONE)
    return key


async def _record(visit: Visit) -> Record:
    record = await visit.desk.read(reading.one, _key(visit))
    if record is None:
        raise Refused(404, NONE)
    return record


async def _glance(visit: Visit, key: int) -> Record | None:
    return await visit.desk.read(reading.one, key, with_body=False)


async def _answer(visit: Visit, record: Record, *, live: bool) -> Response:
    redaction = Redaction(visit.desk.options.redact)
    view = visit.request.query_params.get("view", "")
    body = None
    if not (live or record.pruned_at):
        body = await asyncio.to_thread(bodies.shown, record.delivery, redaction, view)
    return visit.page(
        "delivery.html",
        record=record,
        delivery=record.delivery,
        headers=redaction.headers(record.delivery.headers),
        body=body,
        live=live,
        stamp=stamp(record),
        timeline=timeline(record, with_messages=not redaction),
        may_replay=can_be_replayed(record),
        may_ignore=record.state not in NOTHING_TO_IGNORE,
        words=PRUNED if record.pruned_at else HIDDEN,
    )
