"""Confirmations: what was counted comes back as it was, and nothing else does."""

import pytest

from receiver.console.confirmations import confirmed, told
from receiver.console.filters import filter_of
from receiver.console.refusals import Refused
from receiver.storage.previews import Preview

NOW = 1_795_617_000.123456
GOOD = {"state": "dead", "now": "2.0", "at": "1.0", "last_key": "1", "total": "1"}


def test_back() -> None:
    """What a preview says is what its form comes to, to the microsecond, however old it is."""
    typed = {"state": "dead,done", "since": "2h", "until": "15m", "event": "a&b", "id": 'x" y'}
    chosen = filter_of(typed, NOW)
    seen = Preview(at=NOW + 0.25, last_key=17, total=3, pruned=0, first=())
    criteria, back = confirmed(told(chosen, seen))
    assert (chosen.criteria, seen) == (criteria, back)
    assert criteria.since
    assert NOW - 7200 == criteria.since.at


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("state", value) for value in ("", "gone")),
        *(("source", value) for value in ("x" * 256, "a\x00")),
        *(("since", value) for value in ("x", "9999999w")),
        *((name, value) for name in ("now", "at") for value in ("", "x", "nan", "-1", "1e300")),
        *((name, value) for name in ("last_key", "total") for value in ("", "x", "-1", "1.5")),
    ],
)
def test_made_up(name: str, value: str) -> None:
    """What no preview says is refused: it would stay in the record, for all to stumble over."""
    assert confirmed(GOOD)
    with pytest.raises(Refused):
        confirmed({**GOOD, name: value})
