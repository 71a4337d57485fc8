"""What a source has beside its secret: each mistake names its variable and what would be right."""

from dataclasses import replace
from typing import Any

import pytest

import published
from fake import PROVIDER, SECRET, settings
from kinds import KINDS
from receiver.providers.base import Provider
from receiver.services.source_checks import of_provider
from receiver.trust import Option


def digits(value: str) -> None:
    """Take digits."""
    if not value.isdecimal():
        message = "is no number, such as 7"
        raise ValueError(message)


ACCOUNT = Option(name="account", says="the account that sends", example="a-1")
TOKEN = Option(name="token", says="what it asks for", example="")
PAGES = Option(name="pages", says="how many", example="", check=digits, required=False)
NEEDING = replace(PROVIDER, options=(ACCOUNT, TOKEN, PAGES))
RIGHT = {"account": "a-1", "token": "canary"}


def said(
    provider: Provider,
    secrets: str | None = SECRET,
    options: dict[str, str] | None = None,
    **given: Any,  # noqa: ANN401 - any setting
) -> list[str]:
    """Return what is said about a source of a provider; never what its settings hold."""
    found = of_provider(
        "my_fake",
        provider,
        settings(
            secrets={} if secrets is None else {"my_fake": secrets},
            options={} if options is None else {"my_fake": options},
            **given,
        ),
    )
    assert SECRET not in str(found)
    assert "canary" not in str(found)
    return found


def test_right() -> None:
    """What is right is no mistake, with options that may be left out and without."""
    assert [] == said(NEEDING, options=RIGHT)
    assert [] == said(NEEDING, options=RIGHT | {"pages": "7"})


@pytest.mark.parametrize("empty", [{}, {"account": "", "token": " \t"}])
def test_missing_options(empty: dict[str, str]) -> None:
    """Each option that has to be set is asked for, with an example or how to make a value."""
    account, token = said(NEEDING, options=empty)
    expected = "RECEIVER_OPTIONS__MY_FAKE__ACCOUNT: is missing; the account that sends, such as a-1"
    assert expected == account
    assert token.startswith("RECEIVER_OPTIONS__MY_FAKE__TOKEN: is missing; what it asks for; make")


def test_malformed_option() -> None:
    """An option of another form is a mistake, and what it should look like is said."""
    (line,) = said(NEEDING, options=RIGHT | {"pages": "canary"})
    assert "RECEIVER_OPTIONS__MY_FAKE__PAGES: is no number, such as 7" == line


def test_unknown_options() -> None:
    """Options that the provider does not have are mistakes, with the nearest one."""
    near, far = said(NEEDING, options=RIGHT | {"accont": "canary", "xyz": "canary"})
    valid = "no such option; valid: account, pages, token"
    assert f"RECEIVER_OPTIONS__MY_FAKE__ACCONT: {valid}; did you mean account?" == near
    assert f"RECEIVER_OPTIONS__MY_FAKE__XYZ: {valid}" == far


def test_no_options() -> None:
    """So is any option for a provider that has none."""
    (line,) = said(PROVIDER, options={"token": "canary"})
    assert "RECEIVER_OPTIONS__MY_FAKE__TOKEN: no such option; Fake has none" == line


def test_secret_where_none_is_shared() -> None:
    """A secret for a sender that shares none is a mistake; what to set is said."""
    expected = "Published shares no secret; remove it and set RECEIVER_OPTIONS__MY_FAKE__ACCOUNT"
    assert [f"RECEIVER_SECRETS__MY_FAKE: {expected}"] == said(published.PROVIDER)
    assert [] == said(published.PROVIDER, None, {"account": "a-1"})


def test_public_url() -> None:
    """Where the URL is signed, the part of it that only the owner knows has to be set."""
    (line,) = said(KINDS["url"])
    assert line.startswith("RECEIVER_PUBLIC_URL: is missing; Fake signs the URL that it was given")
    assert line.endswith("such as https://hooks.example.com")
    assert [] == said(KINDS["url"], public_url="https://hooks.example.com")
