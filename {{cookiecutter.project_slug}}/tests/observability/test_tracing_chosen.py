"""Who traces: nobody, as long as nothing says otherwise."""

from receiver.observability import tracing
from receiver.spans import NO_SPANS


def test_nobody() -> None:
    """Without a word about it nothing is traced, and no line of the log is stamped."""
    found = tracing.chosen()
    with found.opened() as spans:
        assert (NO_SPANS, ()) == (spans, found.stamps)
