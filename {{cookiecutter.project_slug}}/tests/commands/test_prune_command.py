"""`receiver prune`: what is old goes, seen beforehand, and nothing that nobody has dealt with."""

import pytest

from inboxes import look
from masses import mass
from receiver.deliveries import State
from receiver.storage import reading
from receiver.storage.engine import Database
from running import run, shown

pytestmark = pytest.mark.usefixtures("inbox")


def pruned(database: Database) -> int:
    """Return how many deliveries have no body any more."""
    with database.snapshot() as connection:
        return sum(each.pruned_at is not None for each in reading.newest(connection, 1000))


def test_usual(database: Database) -> None:
    """By default bodies are kept for 30 days, ids for 400; a dry run tells what would go."""
    mass(database, 3, name="ancient", age=500)
    mass(database, 4, name="old", age=31)
    mass(database, 5, name="new", age=29)
    assert (7, 0) == tuple(shown("prune", "--dry-run")[each] for each in ("bodies", "ids"))
    assert "Prune would delete 7 bodies and 0 ids." in run("prune", "--dry-run").stdout
    assert 0 == pruned(database)
    assert "Pruned 7 bodies and 0 ids." in run("prune", "--hurry").stdout
    assert (7, 3) == (pruned(database), shown("prune", "--dry-run")["ids"])
    assert "Pruned 0 bodies and 3 ids." in run("prune").stdout
    assert [] == shown("prune")
    assert ["forget", "prune"] == [each["act"] for each in shown("operations", "list")]


@pytest.mark.parametrize("state", [State.DEAD, State.UNHANDLED])
def test_states(database: Database, state: State) -> None:
    """What nobody has dealt with stays, unless it is named."""
    mass(database, 3, age=100, state=state)
    assert [] == shown("prune")
    (ended,) = shown("prune", "--state", state)
    assert (3, 3, [state]) == (ended["done"], pruned(database), ended["criteria"]["state"])


def test_ages(monkeypatch: pytest.MonkeyPatch, database: Database) -> None:
    """Options come before settings, and settings before what is usual."""
    mass(database, 2, name="a", age=10)
    mass(database, 3, name="b", age=3)
    monkeypatch.setenv("RECEIVER_KEEP_BODIES", "8")
    seen = shown("prune", "--dry-run")
    assert (2, 8, 0) == (seen["bodies"], seen["keep_bodies"], seen["keep_ids"])
    assert 5 == shown("prune", "--keep-bodies", "36h", "--dry-run")["bodies"]
    assert 0 == shown("prune", "--keep-bodies", "0", "--dry-run")["bodies"]


def test_shown(database: Database) -> None:
    """A delivery without its body says so, in the list and by itself."""
    mass(database, 1, age=100)
    run("prune")
    assert "done, pruned" in run("deliveries", "list").stdout
    printed = run("deliveries", "show", "1").stdout
    assert ("The body was pruned" in printed, "m-0" in printed) == (True, True)
    found = shown("deliveries", "show", "1")
    assert (None, {}, "done", True) == (
        found["body"],
        found["headers"],
        found["state"],
        found["pruned_at"] is not None,
    )
    assert ["handlers.of.a_mass"] == [each.handler for each in look(database)[1]]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--keep-bodies", "soon"], "give a number of days"),
        (["--keep-ids", "5"], "5 days are too short"),
        (["--keep-bodies", "100", "--keep-ids", "50"], "100 days or more"),
        (["--state", "received"], "received is no end"),
        (["--state", "old"], "no state old"),
    ],
)
def test_wrong_calls(database: Database, arguments: list[str], told: str) -> None:
    """A call that would be a mistake ends with 2, says why, and does nothing."""
    mass(database, 1, age=500)
    result = run("prune", *arguments)
    said = " ".join(result.stderr.replace("│", " ").split())
    assert (2, True) == (result.exit_code, told in said), said
    assert 0 == pruned(database)
