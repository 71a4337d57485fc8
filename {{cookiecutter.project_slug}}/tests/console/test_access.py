"""Access: who has no password, no proxy, or not the right one, sees nothing and does nothing."""

import pytest

from console.visiting import PASSWORD, READER_PASSWORD, Visitor, text_of, visiting
from inboxes import stored
from operating import states
from receiver.deliveries import State
from receiver.storage.engine import Database

PAGES = ("", "/deliveries/1", "/deliveries/1/body", "/act?act=replay&state=dead", "/operations")
FORMS = ("/deliveries/1/act", "/act", "/operations/1")


def test_nobody_in_particular(plain: Database, plain_url: str) -> None:
    """Who has not signed in is asked to, whatever page it is, and nothing of the inbox is told."""
    stored(plain, "canary")
    with visiting(plain_url) as visitor:
        for path in PAGES:
            answer = visitor.get(path)
            assert 303 == answer.status_code
            assert answer.headers["location"].startswith("/console/sign-in?next=%2F")
            assert "canary" not in answer.text
        assert [401] * 3 == [visitor.post(path, act="replay").status_code for path in FORMS]
        assert 401 == visitor.look().status_code


def test_sign_in(plain_url: str) -> None:
    """The password lets in, and leads to what was asked for; signing out ends that."""
    with visiting(plain_url) as visitor:
        answer = visitor.sign_in(next="/?state=dead")
        assert (303, "/console/?state=dead") == (answer.status_code, answer.headers["location"])
        assert "ada" in visitor.page()
        assert "/console/sign-in" == visitor.post("/sign-out").headers["location"]
        assert 303 == visitor.get().status_code


@pytest.mark.parametrize(
    ("who", "password", "status", "told"),
    [
        ("ada", "operators-3e1c94b7d9", 401, "That is not the password."),
        ("ada", "", 401, "That is not the password."),
        ("ada", "pässword", 401, "That is not the password."),
        ("", PASSWORD, 400, "Say who you are, for the record."),
        ("a\u202eb", PASSWORD, 400, "Say who you are, for the record."),
    ],
)
def test_refused(plain_url: str, who: str, password: str, status: int, told: str) -> None:
    """A wrong password does not let in, nor does a name that says nothing."""
    with visiting(plain_url) as visitor:
        answer = visitor.sign_in(password, who)
        assert (status, True) == (answer.status_code, told in text_of(answer.text))
        assert 303 == visitor.get().status_code


def test_elsewhere(plain_url: str) -> None:
    """Signing in leads to no other site, and to no other part of this one."""
    with visiting(plain_url) as visitor:
        for goal in ("https://evil.example", "//evil.example", "/../docs", "@evil.example"):
            location = visitor.sign_in(next=goal).headers["location"]
            assert location in {"/console", "/console//evil.example"}


def test_guessing(plain_url: str) -> None:
    """After five wrong passwords one has to wait, even with the right one; others need not."""
    with visiting(plain_url) as visitor:
        statuses = [visitor.sign_in(f"wrong-{number}").status_code for number in range(6)]
        answer = visitor.sign_in()
    assert [401] * 5 + [429] == statuses
    assert (429, True) == (answer.status_code, 0 < int(answer.headers["Retry-After"]) <= 300)


def test_readers(plain: Database, reader: Visitor) -> None:
    """Who may only look sees everything, is offered no act, and cannot do one all the same."""
    stored(plain)
    for path in PAGES:
        assert "Replay it" not in reader.page(path)
    assert 'name="last_key"' not in reader.page("/act?act=replay&state=received")
    assert [403] * 3 == [reader.post(path, act="ignore", reason="x").status_code for path in FORMS]
    assert [State.RECEIVED] == states(plain)


def test_session_of_others(plain_url: str, visitor: Visitor) -> None:
    """A session that was altered, or made with other passwords, is none."""
    value = visitor.client.cookies["receiver-console"]
    head, _, signature = value.partition(".")
    other = {"password": "another-8812-c7d2e9f0", "reader_password": READER_PASSWORD}
    with visiting(plain_url, console=other) as stranger:
        stranger.client.cookies.set("receiver-console", value)
        assert 303 == stranger.get().status_code
    for forged in (f"{head}x.{signature}", head, f"{head}.", "....", "é", f"{head}.{head}"):
        visitor.client.cookies.clear()
        assert 303 == visitor.get("", Cookie=f"receiver-console={forged}").status_code
