"""Events meet handlers: `@on` marks, and what is marked is found for the right deliveries."""

import pytest

from fake import delivery
from receiver.deliveries import Delivery
from receiver.discovery import collect
from receiver.events import on


@pytest.mark.parametrize(
    ("provider", "event", "expected"),
    [
        ("fake", "issues", True),
        ("fake", "issues.opened", True),
        ("fake", "*", True),
        ("fake_eu", "issues", True),
        ("fake_eu", "*", True),
        ("fake", "issue", False),
        ("fake", "issues.open", False),
        ("fake", "issues.opened.twice", False),
        ("fake", "Issues", False),
        ("fake", "opened", False),
        ("fake", "", False),
        ("fake_us", "*", False),
        ("other", "issues.opened", False),
        ("*", "*", False),
    ],
)
def test_wants(provider: str, event: str, *, expected: bool) -> None:
    """A handler wants whole names, first parts of dotted ones, or all, of a provider or source."""

    def handle(_delivery: Delivery) -> None: ...

    (handler,) = collect([on(provider, event)(handle)]).all
    sent = delivery(provider="fake", source="fake_eu", event="issues.opened")
    assert expected == handler.wants(sent)


def test_all_events() -> None:
    """Without an event, `@on` stands for all of them."""

    @on("fake")
    def handle(_delivery: Delivery) -> None: ...

    (handler,) = collect([handle]).all
    assert handler.wants(delivery(event="anything"))


def test_a_first_part_is_a_whole_word() -> None:
    """`issues` does not stand for `issues_comment`, whose name only begins like it."""

    @on("fake", "issues")
    def handle(_delivery: Delivery) -> None: ...

    assert [] == collect([handle]).of(delivery(event="issues_comment"))


def test_order() -> None:
    """Handlers of one delivery come in the order of their definition."""

    @on("fake", "ping")
    def second(_delivery: Delivery) -> None: ...

    @on("fake")
    def first(_delivery: Delivery) -> None: ...

    @on("fake", "pong")
    def other(_delivery: Delivery) -> None: ...

    wanting = collect([second, other, first]).of(delivery(event="ping"))
    assert [second, first] == [handler.function for handler in wanting]


def test_marked_twice() -> None:
    """A function that two marks bring to one delivery is there once, at its place."""

    @on("fake")
    @on("fake", "ping")
    @on("fake", "pong")
    def twice(_delivery: Delivery) -> None: ...

    @on("fake")
    def after(_delivery: Delivery) -> None: ...

    wanting = collect([twice, after]).of(delivery(event="ping"))
    assert [twice, after] == [handler.function for handler in wanting]


def test_a_marked_function_stays_callable() -> None:
    """A mark changes nothing about the function, so that a test can call it."""

    @on("fake", "ping", timeout=1, attempts=2)
    def handle(sent: Delivery) -> str:
        return sent.event

    assert "ping" == handle(delivery(event="ping"))
