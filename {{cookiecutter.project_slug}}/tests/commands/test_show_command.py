"""`receiver deliveries show`: one delivery, and all that is known of it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from inboxes import change, processor, stored
from receiver import Delivery, on
from receiver.errors import CommandFailed
from receiver.storage.engine import Database
from running import run, shown

pytestmark = pytest.mark.usefixtures("inbox")


@on("fake")
async def fail(_delivery: Delivery) -> None:
    """Fail."""
    message = "no such user"
    raise LookupError(message)


async def test_show(database: Database) -> None:
    """One delivery is shown with its body and what became of its attempts."""
    (key,) = stored(database, "a", body="é".encode(), headers={"x": "y"})
    await processor(database, fail).process(key)
    found = shown("deliveries", "show", str(key))
    assert ("retrying", 1, "é", {"x": "y"}) == (
        found["state"],
        found["attempts"],
        found["body"],
        found["headers"],
    )
    assert [(1, "failed", "LookupError", "no such user")] == [
        (line["attempt"], line["outcome"], line["cause"], line["message"])
        for line in found["ledger"]
    ]
    due = datetime.fromisoformat(found["next_attempt_at"])
    assert timedelta() <= due - datetime.now(UTC) + timedelta(seconds=10) < timedelta(seconds=15)
    printed = run("deliveries", "show", str(key)).stdout
    assert f"\n  {due:%Y-%m-%d %H:%M:%S}  the next attempt is due\n" in printed
    change(database, state="done")
    assert None is shown("deliveries", "show", str(key))["next_attempt_at"]
    for word in ("retrying after 1 attempt", "LookupError: no such user", "\n\nx: y\n\né\n"):
        assert word in printed


def test_show_trace(database: Database) -> None:
    """The trace that a delivery came in is shown by its id; where there was none, nothing is."""
    (traced,) = stored(database, "a", traceparent=f"00-{'ab' * 16}-{'cd' * 8}-01")
    (untraced,) = stored(database, "b")
    ids = [shown("deliveries", "show", str(key))["trace_id"] for key in (traced, untraced)]
    assert ["ab" * 16, None] == ids
    assert f"  trace     {'ab' * 16}\n" in run("deliveries", "show", str(traced)).stdout
    assert "trace" not in run("deliveries", "show", str(untraced)).stdout


def test_show_request(database: Database) -> None:
    """So is the request, by the id that the log has."""
    (known,) = stored(database, "a", request_id="7f3a")
    (unknown,) = stored(database, "b")
    ids = [shown("deliveries", "show", str(key))["request_id"] for key in (known, unknown)]
    assert ["7f3a", None] == ids
    assert "  request   7f3a\n" in run("deliveries", "show", str(known)).stdout
    assert "request" not in run("deliveries", "show", str(unknown)).stdout


def test_show_bytes(database: Database) -> None:
    """A body that is no text is shown as base64."""
    (key,) = stored(database, body=b"\xff")
    found = shown("deliveries", "show", str(key))
    assert ("/w==", None) == (found["body_base64"], found.get("body"))
    assert "\\xff" in run("deliveries", "show", str(key)).stdout


def test_timeline(database: Database) -> None:
    """Attempts and what operators did stand in the order in which they happened."""
    (key,) = stored(database)
    asyncio.run(processor(database, fail, attempts=1).process(key))
    run("replay", str(key), "--by", "ada")
    asyncio.run(processor(database, fail, attempts=1).process(key))
    told = [
        line.split("  ")[2] for line in run("deliveries", "show", str(key)).stdout.splitlines()[4:7]
    ]
    assert ["attempt 1: ", "replay 1 by", "attempt 1: "] == [line[:11] for line in told]


def test_missing() -> None:
    """A key that is not there is told, and where to look."""
    result = run("deliveries", "show", "99")
    assert isinstance(result.exception, CommandFailed)
    assert "There is no delivery 99; see: receiver deliveries list" == str(result.exception)


def test_by_id(database: Database) -> None:
    """A delivery can be named by its source and the id that the sender gave it."""
    stored(database, "a b", source="one")
    (key,) = stored(database, "a b", source="two")
    assert key == shown("deliveries", "show", "two", "a b")["key"]
    result = run("deliveries", "show", "three", "a b")
    assert isinstance(result.exception, CommandFailed)
    assert "There is no delivery a b of three; see: receiver deliveries list" == str(
        result.exception
    )


@pytest.mark.parametrize("named", ["0", "-", "x", "1.5", "\u0663", "9" * 19, "9" * 5000])
def test_no_key(named: str) -> None:
    """What is no key is told at once, and what would be one."""
    result = run("deliveries", "show", named)
    assert (2, True) == (result.exit_code, "is no key" in result.stderr)


def test_too_many_names() -> None:
    """A delivery has a key, or a source and an id, and no more names."""
    assert 2 == run("deliveries", "show", "one", "a", "b").exit_code
    assert 2 == run("deliveries", "show").exit_code
