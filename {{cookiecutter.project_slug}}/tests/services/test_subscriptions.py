"""Subscriptions: a handler that could never run, or could lose deliveries, stops the start."""

from dataclasses import replace

import pytest

from fake import PROVIDER, source
from receiver import Delivery, on, providers
from receiver.discovery import collect
from receiver.errors import SettingsInvalid
from receiver.services import subscriptions
from receiver.services.verification import Source
from receiver.trust import Trust

THEIRS = Source("theirs", "fake", replace(PROVIDER, ours=False, title="Theirs"), Trust())
SOURCES = {"fake": source(), "theirs": THEIRS}


def check(provider: str, *, check_first: bool = False) -> None:
    """Check a handler with this subscription."""

    @on(provider, check_first=check_first)
    def handle(_delivery: Delivery) -> None: ...

    subscriptions.check(collect([handle]), SOURCES)


@pytest.mark.parametrize("name", [*providers.names(), "fake", "theirs"])
def test_known(name: str) -> None:
    """A handler may be for a provider, configured or not, or for a source."""
    check(name)


def test_unknown() -> None:
    """A handler for neither is a mistake, with the nearest name."""
    with pytest.raises(SettingsInvalid) as refused:
        check("thiers")
    assert str(refused.value).startswith(
        f"handler {__name__}.handle: no provider or source thiers; valid: "
    )
    assert str(refused.value).endswith("did you mean theirs?")


def test_check_first() -> None:
    """A sender of our own may be told that its payload does not fit."""
    check("fake", check_first=True)


def test_check_first_for_others() -> None:
    """Anybody else would never send it again, so it must be stored."""
    with pytest.raises(SettingsInvalid, match="check_first would refuse what Theirs may never"):
        check("theirs", check_first=True)


def test_every_mistake_has_a_line() -> None:
    """All mistakes are told at once."""

    @on("one")
    def first(_delivery: Delivery) -> None: ...

    @on("two")
    def second(_delivery: Delivery) -> None: ...

    with pytest.raises(SettingsInvalid) as refused:
        subscriptions.check(collect([first, second]), SOURCES)
    assert 2 == len(str(refused.value).splitlines())
