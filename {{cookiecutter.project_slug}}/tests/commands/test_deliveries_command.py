"""`receiver deliveries list`: a table for people, JSON for scripts."""

import shlex

import pytest

from inboxes import stored
from receiver.storage.engine import Database
from running import run, shown

pytestmark = pytest.mark.usefixtures("inbox")


def test_list(database: Database) -> None:
    """The newest come first, each as an object."""
    stored(database, "a", "b", event="x.y")
    first, second = shown("deliveries", "list")
    assert {
        "key": 2,
        "source": "fake",
        "id": "b",
        "event": "x.y",
        "state": "received",
        "attempts": 0,
        "pruned_at": None,
    } == {key: value for key, value in first.items() if key != "received_at"}
    assert first["received_at"].endswith("+00:00")
    assert "a" == second["id"]


def test_limit(database: Database) -> None:
    """There are as many as asked for, twenty if nothing is said."""
    stored(database, *map(str, range(30)))
    assert [20, 3, 30] == [
        len(shown("deliveries", "list", *options))
        for options in ((), ("--limit", "3"), ("--limit", "100"))
    ]
    assert 2 == run("deliveries", "list", "--limit", "0").exit_code


def test_filters(database: Database) -> None:
    """Filters say which, and all of them count."""
    stored(database, "a", source="one", event="x.y")
    stored(database, "b", source="one", event="z")
    stored(database, "c", source="two", event="x")
    assert ["c", "a"] == [each["id"] for each in shown("deliveries", "list", "--event", "x")]
    one = shown("deliveries", "list", "--source", "one", "--state", "received", "--since", "1h")
    assert ["b", "a"] == [each["id"] for each in one]
    assert [] == shown("deliveries", "list", "--until", "2020-01-01")
    assert "No delivery fits." in run("deliveries", "list", "--state", "dead").stdout
    wrong = run("deliveries", "list", "--state", "ded")
    assert (2, True) == (wrong.exit_code, "did you mean dead?" in wrong.stderr)


def test_id(database: Database) -> None:
    """A delivery is found by the id that its sender shows, in whatever source it is."""
    stored(database, "a", "b", source="one")
    stored(database, "a", source="two")
    found = shown("deliveries", "list", "--id", "a")
    assert [("two", "a"), ("one", "a")] == [(each["source"], each["id"]) for each in found]
    (only,) = shown("deliveries", "list", "--id", "a", "--source", "two")
    assert ("two", "a") == (only["source"], only["id"])
    assert 2 == run("deliveries", "list", "--id", "").exit_code


def test_pages(database: Database) -> None:
    """Below a list stands the command for older ones, which leads to the end."""
    stored(database, *map(str, range(5)), source="a b")
    stored(database, "another")
    asked, keys = ["deliveries", "list", "--source", "a b", "--limit", "2"], []
    while asked:
        *lines, last = run(*asked).stdout.splitlines()
        older = last.startswith("Older ones: receiver ")
        rows = lines[1:] if older else [*lines[1:], last]
        keys += [int(row.split()[0]) for row in rows]
        asked = shlex.split(last.removeprefix("Older ones: receiver ")) if older else []
    assert [5, 4, 3, 2, 1] == keys
    assert [2, 1] == [each["key"] for each in shown("deliveries", "list", "--before", "3")]
    last = run("deliveries", "list", "--state", "received", "--limit", "5").stdout.splitlines()[-1]
    assert last.endswith("receiver deliveries list --state received --limit 5 --before 2")


def test_none() -> None:
    """Without deliveries there is an empty array, or a hint how to get one."""
    assert [] == shown("deliveries", "list")
    assert "receiver send" in run("deliveries", "list").stdout


def test_table(database: Database) -> None:
    """For people it is a table; what reads like markup is printed as it is."""
    stored(database, "[/]", "[red]", event="[bold]x")
    printed = run("deliveries", "list").stdout
    for word in ("[/]", "[red]", "[bold]x", "fake", "received"):
        assert word in printed
