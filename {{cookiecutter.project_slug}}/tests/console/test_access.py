"""Access: who has no password, no proxy, or not the right one, sees nothing and does nothing."""

from console.visiting import READER_PASSWORD, Visitor, visiting
from inboxes import stored
from operating import states
from receiver.deliveries import State
from receiver.storage.engine import Database

PAGES = ("", "/deliveries/1", "/deliveries/1/body", "/act?act=replay&state=dead", "/operations")
FORMS = ("/deliveries/1/act", "/act", "/operations/1")


def test_nobody_in_particular(database: Database, database_url: str) -> None:
    """Who has not signed in is asked to, whatever page it is, and nothing of the inbox is told."""
    stored(database, "canary")
    with visiting(database_url) as visitor:
        for path in PAGES:
            answer = visitor.get(path)
            assert 303 == answer.status_code
            assert answer.headers["location"].startswith("/console/sign-in?next=%2F")
            assert "canary" not in answer.text
        assert [401] * 3 == [visitor.post(path, act="replay").status_code for path in FORMS]
        assert 401 == visitor.look().status_code


def test_readers(database: Database, reader: Visitor) -> None:
    """Who may only look sees everything, is offered no act, and cannot do one all the same."""
    stored(database)
    for path in PAGES:
        assert "Replay it" not in reader.page(path)
    assert 'name="last_key"' not in reader.page("/act?act=replay&state=received")
    assert [403] * 3 == [reader.post(path, act="ignore", reason="x").status_code for path in FORMS]
    assert [State.RECEIVED] == states(database)


def test_session_of_others(database_url: str, visitor: Visitor) -> None:
    """A session that was altered, or made with other passwords, is none."""
    value = visitor.client.cookies["receiver-console"]
    head, _, signature = value.partition(".")
    other = {"password": "another-8812-c7d2e9f0", "reader_password": READER_PASSWORD}
    with visiting(database_url, console=other) as stranger:
        stranger.client.cookies.set("receiver-console", value)
        assert 303 == stranger.get().status_code
    for forged in (f"{head}x.{signature}", head, f"{head}.", "....", "é", f"{head}.{head}"):
        visitor.client.cookies.clear()
        assert 303 == visitor.get("", Cookie=f"receiver-console={forged}").status_code
