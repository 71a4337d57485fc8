"""Orderings that contradict each other: a delivery has one, or the service does not start."""

from dataclasses import replace

import pytest

from fake import source
from receiver import Delivery, on
from receiver.discovery import collect
from receiver.errors import SettingsInvalid
from receiver.services import subscriptions

SOURCES = {"fake": source(), "fake_eu": source("fake_eu"), "other": source("other")}
SOURCES["other"] = replace(SOURCES["other"], provider_name="other")


def said(one: tuple[str, str, str], other: tuple[str, str, str]) -> list[str]:
    """Return what is said of two handlers, each for a provider and event, with an ordering."""

    @on(one[0], one[1], ordering=one[2])
    def first(_delivery: Delivery) -> None: ...

    @on(other[0], other[1], ordering=other[2])
    def second(_delivery: Delivery) -> None: ...

    try:
        subscriptions.check(collect([first, second]), SOURCES)
    except SettingsInvalid as error:
        return str(error).splitlines()
    return []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("push", "push"),
        ("*", "push"),
        ("push", "*"),
        ("issues", "issues.opened"),
        ("issues.opened", "issues"),
    ],
)
@pytest.mark.parametrize("name", ["fake", "fake_eu"])
def test_contradiction(name: str, first: str, second: str) -> None:
    """Two handlers that one delivery can be for may not name different orderings."""
    expected = (
        f"handlers {__name__}.first and {__name__}.second: a delivery that is for both has one "
        "ordering, and they name two, id and data.id"
    )
    assert [expected] == said(("fake", first, "id"), (name, second, "data.id"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("fake", "push", "id"), ("fake", "push", "id")),
        (("fake", "push", "id"), ("fake", "*", "")),
        (("fake", "push", "id"), ("fake", "pull", "data.id")),
        (("fake", "issues.opened", "id"), ("fake", "issues.closed", "data.id")),
        (("fake", "issue", "id"), ("fake", "issues.closed", "data.id")),
        (("fake", "*", "id"), ("other", "*", "data.id")),
        (("fake_eu", "*", "id"), ("other", "*", "data.id")),
    ],
)
def test_no_contradiction(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    """They may name the same, or none, or be for deliveries of which none is for both."""
    assert [] == said(one, other)
