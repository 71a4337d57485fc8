"""`receiver replay`: one or many, seen beforehand, told afterwards, and gone on with."""

import asyncio
import json

import pytest

from inboxes import change, stored
from operating import begun, settle, states
from receiver.criteria import Criteria
from receiver.deliveries import State
from receiver.errors import CommandFailed
from receiver.operations import Act
from receiver.storage.engine import Database
from running import run, shown

pytestmark = pytest.mark.usefixtures("inbox")


def dead(database: Database, number: int) -> None:
    """Store so many deliveries that are dead."""
    settle(database, State.DEAD, *stored(database, *map(str, range(number))))


def test_one(database: Database) -> None:
    """A delivery that is replayed is at its start again, for the running service to take up."""
    stored(database)
    change(database, state=State.DEAD, attempts=12)
    result = run("replay", "1")
    expected = "Delivery 1 will be handled again by the running service.\n"
    assert (0, expected, [State.RECEIVED]) == (result.exit_code, result.stdout, states(database))


def test_several(database: Database) -> None:
    """Several keys are one operation."""
    dead(database, 3)
    assert "Replay 1: 2 deliveries will be handled again" in run("replay", "3", "1").stdout
    assert [State.RECEIVED, State.DEAD, State.RECEIVED] == states(database)


def test_by_filter(database: Database) -> None:
    """A dry run tells exactly what is done then, and does nothing."""
    dead(database, 12)
    stored(database, "pending")
    options = ("replay", "--source", "fake", "--event", "ping", "--since", "1h", "--rate", "1000")
    before = states(database)
    seen = shown(*options, "--dry-run")
    assert (12, 0, [1, 2, 3, 4, 5]) == (
        seen["total"],
        seen["pruned"],
        [each["key"] for each in seen["first"]],
    )
    printed = run(*options, "--dry-run").stdout
    assert "12 deliveries would be handled again." in printed
    assert before == states(database)
    done = shown(*options)
    assert (12, 12, [State.RECEIVED] * 13) == (done["total"], done["done"], states(database))


def test_by_id(database: Database) -> None:
    """The sender's id means that one delivery, of whatever source, and is in the record."""
    dead(database, 3)
    assert 1 == shown("replay", "--id", "1", "--dry-run")["total"]
    assert {"id": "1"} == shown("replay", "--id", "1")["criteria"]
    assert [State.DEAD, State.RECEIVED, State.DEAD] == states(database)


def test_who_and_why(database: Database) -> None:
    """The record says who replayed what, and why; it is you if nobody else is named."""
    dead(database, 1)
    ended = shown("replay", "1", "--by", "ada", "--reason", "the bug is fixed")
    assert ("ada", "the bug is fixed", {"keys": [1]}) == (
        ended["by"],
        ended["reason"],
        ended["criteria"],
    )
    assert "@" in shown("replay", "1")["by"]


def test_nothing_fits(database: Database) -> None:
    """Nothing to do is no mistake, and is not recorded."""
    dead(database, 1)
    result = run("replay", "--state", "unhandled")
    assert (0, "No delivery fits" in result.stdout) == (result.exit_code, True)
    assert 0 == shown("replay", "--state", "unhandled")["total"]
    assert [] == shown("operations", "list")


def test_pruned(database: Database) -> None:
    """What has no body any more is refused by its key, and counted apart by a filter."""
    dead(database, 2)
    settle(database, State.DONE, 1, pruned_at=1.0)
    refused = run("replay", "1")
    assert isinstance(refused.exception, CommandFailed)
    assert "The body of delivery 1 was pruned at 1970-01-01 00:00 UTC" in str(refused.exception)
    assert "1 more fit, but their bodies were pruned" in run("replay", "--source", "fake").stdout
    assert [State.DONE, State.RECEIVED] == states(database)


def test_resume(database: Database) -> None:
    """What is unfinished is not begun again by mistake, and is gone on with on request."""
    dead(database, 3)
    asyncio.run(begun(database, Act.REPLAY, Criteria(state=(State.DEAD,))))
    refused = run("replay", "--state", "dead")
    assert isinstance(refused.exception, CommandFailed)
    assert (
        "Replay 1 is about the same and unfinished: 0 of 3 done. Go on with: receiver replay "
        "--resume 1; or end it: receiver operations stop 1"
    ) == str(refused.exception)
    assert [State.DEAD] * 3 == states(database)
    assert 3 == json.loads(run("replay", "--resume", "1", "--json").stdout)["done"]
    assert [State.RECEIVED] * 3 == states(database)
    nothing = run("replay", "--resume")
    assert "No replay is unfinished; see: receiver operations list" == str(nothing.exception)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "say which"),
        (["1", "--state", "dead"], "not both"),
        (["--state", "ded"], "did you mean dead?"),
        (["--since", "yesterday"], "'yesterday' is no moment"),
        (["--since", "1h", "--until", "2h"], "2h is not after --since 1h"),
        (["--source", ""], "is empty, or no name"),
        (["--event", "a\nb"], "is empty, or no name"),
        (["--rate", "0", "1"], "--rate"),
        (["0"], "greater than or equal to 1"),
        (["99999999999999999999"], "less than or equal to 9223372036854775807"),
        (["--by", " ", "1"], "--by"),
        (["--reason", "\x1b[2J", "1"], "--reason"),
        (["--resume", "--state", "dead"], "--resume"),
        (["--resume", "1", "2"], "--resume"),
        (["--resume", "--dry-run"], "--resume"),
    ],
)
def test_wrong_calls(database: Database, arguments: list[str], told: str) -> None:
    """A call that means nothing ends with 2, says what was wrong, and does nothing."""
    dead(database, 2)
    result = run("replay", *arguments)
    said = " ".join(result.stderr.replace("│", " ").split())
    assert (2, True) == (result.exit_code, told in said), said
    assert [State.DEAD] * 2 == states(database)


def test_missing(database: Database) -> None:
    """A key that is not there keeps all of them from being replayed."""
    dead(database, 1)
    result = run("replay", "1", "99")
    assert "There is no delivery 99; see: receiver deliveries list" == str(result.exception)
    assert [State.DEAD] == states(database)


def test_unknown_source(database: Database) -> None:
    """A source that nothing is from is told, with the nearest."""
    dead(database, 1)
    told = str(run("replay", "--source", "faek").exception)
    assert "No delivery is from faek; valid: fake; did you mean fake?" in told
