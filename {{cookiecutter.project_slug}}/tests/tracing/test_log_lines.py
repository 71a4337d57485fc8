"""Lines of the log name the trace and the span within which they were written."""

import structlog
from structlog.testing import capture_logs

from fake import delivery
from receiver.tracing.stamps import stamp
from tracing.memory import Memory, context_of


def test_within() -> None:
    """Within a request or an attempt, its trace and its span; outside, none."""
    memory, log = Memory(), structlog.get_logger()
    with capture_logs(processors=[stamp]) as lines:
        with memory.spans().attempt(delivery(), "handler"):
            log.info("inside")
        log.info("outside")
    its = context_of(memory.named("process")[0])
    named = {"trace_id": f"{its.trace_id:032x}", "span_id": f"{its.span_id:016x}"}
    plain = {"log_level": "info"}
    assert [plain | named | {"event": "inside"}, plain | {"event": "outside"}] == lines
