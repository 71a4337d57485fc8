"""Criteria: the same in Python, in JSON, and on the command line."""

import json

import pytest

from receiver.criteria import Criteria, criteria_of
from receiver.deliveries import State
from receiver.moments import Moment

ALL = Criteria(
    id="d-1",
    source="fake",
    event="issues",
    state=(State.DEAD, State.UNHANDLED),
    since=Moment(1_760_000_000.25, "2h"),
    until=Moment(1_760_000_100.0, "2026-11-25"),
)


@pytest.mark.parametrize("criteria", [Criteria(), Criteria(keys=(1, 5)), ALL])
def test_json(criteria: Criteria) -> None:
    """They come back from JSON as they were, times to the microsecond."""
    found = criteria_of(json.loads(json.dumps(criteria.document())))
    assert criteria == found
    assert [each.at for each in (criteria.since, criteria.until) if each] == [
        each.at for each in (found.since, found.until) if each
    ]


def test_text() -> None:
    """They read as one would type them."""
    expected = "--id d-1 --source fake --event issues --state dead --state unhandled"
    assert f"{expected} --since 2h --until 2026-11-25" == str(ALL)
    assert "1 5" == str(Criteria(keys=(1, 5)))
    assert "--id 'a b' --event 'x'\"'\"'; --'" == str(Criteria(id="a b", event="x'; --"))


def test_any() -> None:
    """Only without any criterion they are empty."""
    assert not Criteria()
    for each in (Criteria(keys=(1,)), Criteria(id="x"), Criteria(state=(State.DONE,)), ALL):
        assert each
