"""`receiver ignore`: never without a reason, which is kept."""

from collections import Counter

import pytest

from inboxes import stored
from operating import settle, states
from receiver.deliveries import State
from receiver.errors import CommandFailed
from receiver.storage.engine import Database
from running import run, shown

pytestmark = pytest.mark.usefixtures("inbox")


def test_one(database: Database) -> None:
    """It is handled no more, and its timeline says by whom and why."""
    stored(database)
    result = run("ignore", "1", "--reason", "a test of theirs", "--by", "ada")
    expected = "Delivery 1 will not be handled unless somebody replays it.\n"
    assert (0, expected, [State.IGNORED]) == (result.exit_code, result.stdout, states(database))
    assert "ignore 1 by ada: a test of theirs" in run("deliveries", "show", "1").stdout
    (act,) = shown("deliveries", "show", "1")["acts"]
    assert (1, "ignore", "ada", "a test of theirs") == (
        act["operation"],
        act["act"],
        act["by"],
        act["reason"],
    )


def test_by_filter(database: Database) -> None:
    """A filter means what is neither done nor ignored."""
    keys = stored(database, *State)
    for key, state in zip(keys, State, strict=True):
        settle(database, state, key)
    assert 5 == shown("ignore", "--source", "fake", "--dry-run")["total"]
    ended = shown("ignore", "--source", "fake", "--reason", "too old")
    assert (5, 5) == (ended["total"], ended["done"])
    assert Counter({State.IGNORED: 6, State.DONE: 1}) == Counter(states(database))


@pytest.mark.parametrize("reason", [[], ["--reason", " "], ["--reason", "x" * 501]])
def test_reason(database: Database, reason: list[str]) -> None:
    """Without a reason nothing is ignored."""
    stored(database)
    result = run("ignore", "1", *reason)
    assert (2, True) == (result.exit_code, "--reason" in result.stderr)
    assert [State.RECEIVED] == states(database)


def test_done(database: Database) -> None:
    """What is done cannot be ignored by mistake."""
    settle(database, State.DONE, *stored(database))
    result = run("ignore", "1", "--reason", "x")
    assert isinstance(result.exception, CommandFailed)
    told = "Delivery 1 is done already; see: receiver deliveries list"
    assert (told, [State.DONE]) == (str(result.exception), states(database))
