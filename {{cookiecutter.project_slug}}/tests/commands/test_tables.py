"""How deliveries look to people: nothing in them can draw on the terminal."""

from datetime import UTC, datetime

import pytest
from rich.console import Console

from fake import delivery
from receiver.commands.printing.tables import age, as_table
from receiver.commands.printing.timelines import LONGEST_BODY, as_text
from receiver.deliveries import State
from receiver.storage.reading import Record, Summary


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (-5, "0s"),
        (0.9, "0s"),
        (59.9, "59s"),
        (60, "1m"),
        (3599, "59m"),
        (3600, "1h"),
        (86_399, "23h"),
        (86_400, "1d"),
        (400 * 86_400, "400d"),
    ],
)
def test_age(seconds: float, expected: str) -> None:
    """An age is told in its largest whole unit."""
    assert expected == age(seconds)


def printed(body: bytes) -> str:
    """Return what a terminal would be sent."""
    console = Console(highlight=False, markup=False, force_terminal=True, soft_wrap=True)
    with console.capture() as captured:
        console.print(as_text(Record(delivery=delivery(body=body), state=State.DONE)))
    return captured.get()


def test_text() -> None:
    """Text is printed as it is, its lines included."""
    assert '{"a": "é ☃",\n  "b": [bold]}' in printed('{"a": "é ☃",\n  "b": [bold]}'.encode())


@pytest.mark.parametrize(
    "body",
    [b"\x1b[2Jcleared", b"\x1b]0;title\x07", b"\x9b31m", b"a\rb", b"a\x08b", b"\x00", b"\x7f"],
)
def test_control_characters(body: bytes) -> None:
    """Control characters, which a payload may hold, are printed as escapes."""
    shown = printed(body)
    assert not set(shown) & {*map(chr, range(9)), "\x0b", "\x0c", "\r", "\x1b", "\x7f", "\x9b"}
    assert "\\" in shown


def test_long() -> None:
    """A very long body is cut off, and that is said; of any other nothing is missing."""
    shown = printed(b"x" * 1_000_000)
    assert len(shown) < 5_000
    assert shown.endswith("x\n\nThat is the beginning. All of it: --json\n")
    assert printed(b"y" * LONGEST_BODY).endswith(f"\n{'y' * LONGEST_BODY}\n")


def test_table() -> None:
    """In a narrow terminal a delivery is one line, in which event and id alone are cut off."""
    source, at = "standard_webhooks_of_somebody", datetime.now(UTC)
    rows = [
        Summary(key, source, "a" * 64, "an.event.with a long name", State.UNHANDLED, 12, at)
        for key in (123_456, 123_457)
    ]
    console = Console(width=80)
    with console.capture() as captured:
        console.print(as_table(rows))
    _, *lines = captured.get().splitlines()
    assert ["123456", "123457"] == [line.split()[0] for line in lines]
    for line in lines:
        assert ([source, "unhandled", "12"], 2) == (
            [word for word in line.split() if word in {source, "unhandled", "12"}],
            line.count("…"),
        )


def test_name_without_end() -> None:
    """A source with a very long name is cut off, and leaves room for what is told of it."""
    row = Summary(123_456, "s" * 200, "id", "event", State.UNHANDLED, 12, datetime.now(UTC))
    console = Console(width=80)
    with console.capture() as captured:
        console.print(as_table([row]))
    assert ["123456", "s" * 31 + "…", "event", "unhandled", "12", "0s", "id"] == (
        captured.get().splitlines()[1].split()
    )
