"""`receiver operations list|stop`: what was done, and what is unfinished."""

import asyncio

import pytest

from inboxes import stored
from operating import begun, settle
from receiver.criteria import Criteria
from receiver.deliveries import State
from receiver.operations import Act
from receiver.storage.engine import Database
from running import run, shown

pytestmark = pytest.mark.usefixtures("inbox")


def test_list(database: Database) -> None:
    """Each says what it is about and how far it came, newest first."""
    settle(database, State.DEAD, *stored(database, "a", "b"))
    asyncio.run(begun(database, Act.REPLAY, Criteria(state=(State.DEAD,))))
    run("ignore", "1", "--reason", "[bold]x", "--by", "bob")
    ignored, replayed = shown("operations", "list")
    assert ("ignore", "bob", 1, 1, True) == (
        ignored["act"],
        ignored["by"],
        ignored["total"],
        ignored["done"],
        ignored["ended_at"] is not None,
    )
    assert ("replay", 2, 0, None, {"state": ["dead"]}) == (
        replayed["act"],
        replayed["total"],
        replayed["done"],
        replayed["ended_at"],
        replayed["criteria"],
    )
    printed = run("operations", "list").stdout
    for word in ("unfinished", "ended", "bob", "[bold]x"):
        assert word in printed
    assert 1 == len(shown("operations", "list", "--limit", "1"))


def test_none() -> None:
    """Without any there is an empty array, or a hint."""
    assert [] == shown("operations", "list")
    assert "No operations yet" in run("operations", "list").stdout


def test_stop(database: Database) -> None:
    """One that is stopped can be begun anew, and not gone on with."""
    settle(database, State.DEAD, *stored(database, "a", "b"))
    asyncio.run(begun(database, Act.REPLAY, Criteria(state=(State.DEAD,))))
    assert "Replay 1 ended: 0 of 2 done." in run("operations", "stop", "1").stdout
    assert "Replay 1 has ended" in str(run("replay", "--resume", "1").exception)
    assert 2 == shown("replay", "--state", "dead")["done"]
    told = "There is no operation 9; see: receiver operations list"
    assert told == str(run("operations", "stop", "9").exception)
