"""Tolerances: an owner says how old a source's messages may be, to the second."""

import pytest

from receiver.errors import TimestampOutside
from receiver.signatures.parts import Item
from receiver.signatures.timestamps import Timestamp
from receiver.signatures.tolerances import check, tolerance
from receiver.trust import Trust

NOW = 1_760_000_000
TIMESTAMP = Timestamp(Item(b"t"), tolerance=5)
WIDER = TIMESTAMP.of(Trust(options={"tolerance": "30"}))


@pytest.mark.parametrize("value", ["1", "30", "999", "86400"])
def test_valid(value: str) -> None:
    """Whole seconds are taken, up to a day."""
    check(value)


@pytest.mark.parametrize(
    "value", ["0", "05", "-1", "1.5", "86401", "99999", "\u0665", "5\n", "5 s", ""]
)
def test_refused(value: str) -> None:
    """Nothing else is, and what would be right is said."""
    with pytest.raises(ValueError, match="is no whole number of seconds from 1 to 86400"):
        check(value)


def test_option() -> None:
    """It need not be set, and its example is what counts then."""
    option = tolerance(5)
    assert ("tolerance", "5", False) == (option.name, option.example, option.required)
    option.check(option.example)


@pytest.mark.parametrize("offset", [-30, -6, 6, 30])
def test_within(offset: int) -> None:
    """The window is as wide as the owner says, both ways."""
    WIDER.check(str(NOW + offset).encode(), NOW)


@pytest.mark.parametrize("offset", [-31, 31])
def test_outside(offset: int) -> None:
    """A second more is outside."""
    with pytest.raises(TimestampOutside, match="more than 30 s away"):
        WIDER.check(str(NOW + offset).encode(), NOW)


@pytest.mark.parametrize("options", [{}, {"tolerance": ""}])
def test_unset(options: dict[str, str]) -> None:
    """Without it the scheme's own counts."""
    assert TIMESTAMP == TIMESTAMP.of(Trust(options=options))
