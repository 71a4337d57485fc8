"""Signing in: by a password and a name for the record, to the page that was asked for."""

import re

import pytest

from console.visiting import PASSWORD, text_of, visiting


def test_sign_in(database_url: str) -> None:
    """The password lets in, and leads to what was asked for; signing out ends that."""
    with visiting(database_url) as visitor:
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
def test_refused(database_url: str, who: str, password: str, status: int, told: str) -> None:
    """A wrong password does not let in, nor does a name that says nothing."""
    with visiting(database_url) as visitor:
        answer = visitor.sign_in(password, who)
        assert (status, True) == (answer.status_code, told in text_of(answer.text))
        assert 303 == visitor.get().status_code


def test_typed(database_url: str) -> None:
    """Who mistypes the password need not say again who they are, and goes where they wanted to."""
    with visiting(database_url) as visitor:
        page = visitor.sign_in("wrong", who="ada <3", next="/?state=dead").text
    assert 'name="who" maxlength="100" value="ada &lt;3"' in page
    assert 'name="next" value="/?state=dead"' in page
    assert ["password"] == re.findall(r'name="([a-z]+)"[^>]* autofocus', page)
    assert "wrong" not in re.findall(r'value="([^"]*)"', page)


def test_elsewhere(database_url: str) -> None:
    """Signing in leads to no other site, and to no other part of this one."""
    with visiting(database_url) as visitor:
        for goal in ("https://evil.example", "//evil.example", "/../docs", "@evil.example"):
            location = visitor.sign_in(next=goal).headers["location"]
            assert location in {"/console", "/console//evil.example"}


def test_guessing(database_url: str) -> None:
    """After five wrong passwords one has to wait, even with the right one; others need not."""
    with visiting(database_url) as visitor:
        statuses = [visitor.sign_in(f"wrong-{number}").status_code for number in range(6)]
        answer = visitor.sign_in()
    assert [401] * 5 + [429] == statuses
    assert (429, True) == (answer.status_code, 0 < int(answer.headers["Retry-After"]) <= 300)
    assert "Try again in 5 minutes." in text_of(answer.text)
