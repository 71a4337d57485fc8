"""`receiver stats`: figures for people, and the same for scripts."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from inboxes import change, processor, stored
from receiver import Delivery, on
from receiver.storage.engine import Database
from running import run, shown

pytestmark = pytest.mark.usefixtures("inbox")


@on("fake")
async def fail(_delivery: Delivery) -> None:
    """Fail."""
    raise LookupError


def test_stats(database: Database) -> None:
    """Each source has its states, what came lately and when the last came; failures are named."""
    long_ago = datetime.now(UTC) - timedelta(hours=30)
    stored(database, "old", received_at=long_ago)
    change(database, state="done")
    earlier = datetime.now(UTC) - timedelta(hours=5)
    stored(database, "new", received_at=earlier, source="[red]two")
    (key,) = stored(database, "failing")
    asyncio.run(processor(database, fail, attempts=1).process(key))
    found = shown("stats")
    assert pytest.approx(5 * 3600, abs=60) == found["oldest_pending_seconds"]
    assert {
        "fake": ({"done": 1, "dead": 1}, 1, 1),
        "[red]two": ({"received": 1}, 0, 1),
    } == {
        name: (each["states"], each["last_hour"], each["last_day"])
        for name, each in found["sources"].items()
    }
    assert earlier.isoformat() == found["sources"]["[red]two"]["last_received_at"]
    (failure,) = found["failures"]
    assert ("LookupError", 1, key) == (failure["cause"], failure["number"], failure["key"])
    assert failure["handler"].endswith(".fail")


def test_table(database: Database) -> None:
    """For people these are tables, with a sum below more than one source."""
    stored(database, "a", "b", source="[/]")
    (key,) = stored(database, "failing")
    asyncio.run(processor(database, fail).process(key))
    printed = run("stats").stdout
    lines = [line.split() for line in printed.splitlines()]
    assert ["source", "received", "retrying", "1", "h", "24", "h", "last"] == lines[0]
    assert ["[/]", "2", "0", "2", "2", "0s", "ago"] == lines[1]
    assert ["2", "1", "3", "3"] == lines[3]
    assert "The oldest pending delivery is 0s old." in printed
    assert ["1", "LookupError", str(key)] == [word for word in lines[-1] if ".fail" not in word]


def test_narrow(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is little room names are cut off, and no number is."""
    monkeypatch.setenv("COLUMNS", "60")
    stored(database, "a", source="s" * 200)
    change(database, state="unhandled")
    head, line, *_ = run("stats").stdout.splitlines()
    assert ["source", "unhandled", "1", "h", "24", "h", "last"] == head.split()
    assert (True, ["1", "1", "1", "0s", "ago"]) == ("s…" in line, line.split()[1:])


def test_none() -> None:
    """Without deliveries there is a hint how to get one, or nothing, as JSON."""
    assert {"oldest_pending_seconds": 0, "sources": {}, "failures": []} == shown("stats")
    assert "Send one: receiver send SOURCE" in run("stats").stdout


def test_quiet(database: Database) -> None:
    """Where all is well, it says so."""
    stored(database)
    change(database, state="done")
    printed = run("stats").stdout
    assert "None is pending." in printed
    assert "No attempt failed in the last hour." in printed
