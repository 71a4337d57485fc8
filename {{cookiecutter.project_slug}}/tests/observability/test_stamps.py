"""Stamps: each line has its level, and the time to the microsecond."""

import time
from datetime import UTC, datetime

from receiver.observability.stamps import Stamp


def test_stamp() -> None:
    """The time is that of the line, in UTC, however many lines a second has."""
    stamp, before = Stamp(), datetime.now(UTC)
    lines = [stamp(None, "info", {"event": "a"}) for _ in range(1000)]
    time.sleep(1)
    lines.append(stamp(None, "warning", {"event": "b"}))
    told = [datetime.fromisoformat(line["timestamp"]) for line in lines]
    assert [before.replace(microsecond=0), *told] == sorted([before.replace(microsecond=0), *told])
    assert before <= told[-1] <= datetime.now(UTC)
    assert ("a", "info", "b", "warning") == (
        *(lines[0]["event"], lines[0]["level"]),
        *(lines[-1]["event"], lines[-1]["level"]),
    )
    assert 27 == len(lines[-1]["timestamp"])
