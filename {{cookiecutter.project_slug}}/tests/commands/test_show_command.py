"""`receiver deliveries show` and `receiver replay`: one delivery, looked at and tried again."""

import pytest

from inboxes import change, look, processor, stored
from receiver import Delivery, on
from receiver.deliveries import State
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
    printed = run("deliveries", "show", str(key)).stdout
    for word in ("retrying after 1 attempt", "LookupError: no such user", "é"):
        assert word in printed


def test_show_bytes(database: Database) -> None:
    """A body that is no text is shown as base64."""
    (key,) = stored(database, body=b"\xff")
    found = shown("deliveries", "show", str(key))
    assert ("/w==", None) == (found["body_base64"], found.get("body"))
    assert "\\xff" in run("deliveries", "show", str(key)).stdout


def test_replay(database: Database) -> None:
    """A delivery that is replayed is at its start again, for the running service to take up."""
    (key,) = stored(database)
    change(database, state=State.DEAD, attempts=12)
    result = run("replay", str(key))
    assert (0, True) == (result.exit_code, "will be handled again" in result.stdout)
    assert State.RECEIVED == look(database)[0]


@pytest.mark.parametrize("command", [["deliveries", "show"], ["replay"]])
def test_missing(command: list[str]) -> None:
    """A key that is not there is told, and where to look."""
    result = run(*command, "99")
    assert isinstance(result.exception, CommandFailed)
    assert "There is no delivery 99; see: receiver deliveries list" == str(result.exception)
