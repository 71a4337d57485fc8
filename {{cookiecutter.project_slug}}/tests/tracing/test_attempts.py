"""The span of an attempt: a trace of its own, linked to the request's, and current in handlers."""

import pytest

from inboxes import stored
from receiver.storage.acts import replay
from receiver.storage.engine import Database
from tracing.attempts import CALLS, attempted, call, call_in_a_thread, fail, traced
from tracing.memory import PARENT, SENT, TRACE, Memory, context_of, traceparent_of


async def test_linked(database: Database) -> None:
    """It is in no trace but its own, and its link leads to what the delivery came in."""
    (span,) = await attempted(database, "fails", fail)
    (link,) = span.links
    assert span.parent is None
    assert int(TRACE, 16) != context_of(span).trace_id
    assert (int(TRACE, 16), int(PARENT, 16)) == (link.context.trace_id, link.context.span_id)


@pytest.mark.parametrize("stored_trace", [None, "", "00-0-0-01", "é"])
async def test_of_a_delivery_without_a_trace(database: Database, stored_trace: str | None) -> None:
    """What was stored when nobody traced, or by nobody of ours, has an attempt without a link."""
    (span,) = await attempted(database, "fails", fail, traceparent=stored_trace)
    assert (None, ()) == (span.parent, span.links)


async def test_each_attempt_and_replay(database: Database) -> None:
    """A retry and a replay are further spans, whose links lead to the same."""
    memory = Memory()
    (key,) = stored(database, event="fails", traceparent=SENT)
    for _ in range(2):
        await traced(database, memory, fail).process(key)
        with database.transaction() as connection:
            replay(connection, key)
    spans = memory.named("process")
    assert 2 == len({context_of(each).trace_id for each in spans})
    assert [int(PARENT, 16)] * 2 == [each.links[0].context.span_id for each in spans]


async def test_what_handlers_call(database: Database) -> None:
    """A handler has the attempt's span as its current one, on whichever thread it runs."""
    CALLS.clear()
    spans = await attempted(database, "calls", call, call_in_a_thread)
    assert [traceparent_of(each) for each in spans] == [each["traceparent"] for each in CALLS]
