"""Expected: what this process was hinted at is remembered until it comes to it."""

from collections.abc import Sequence

from receiver.services.expected import MOST, Expected


async def nobody(_keys: Sequence[int]) -> None:
    """Need no hint."""


async def nothing(_key: int) -> None:
    """Have nothing to do for a delivery."""


async def test_until_its_turn() -> None:
    """A key is expected from its hint until it is processed, whose result comes back."""
    seen: list[int] = []

    async def process(key: int) -> int:
        seen.append(key)
        return key + 1

    expected = Expected(process)
    await expected.told(nobody)([1, 2])
    assert (True, True, 2) == (1 in expected, 2 in expected, await expected.process(1))
    assert (False, True, [1]) == (1 in expected, 2 in expected, seen)


async def test_passed_on() -> None:
    """The hints themselves go on to whoever was meant."""
    told: list[int] = []

    async def notify(keys: Sequence[int]) -> None:
        told.extend(keys)

    await Expected(nothing).told(notify)([3, 4])
    assert [3, 4] == told


async def test_bounded() -> None:
    """Of more than there is room for the oldest are forgotten: they may be anybody's by now."""
    expected = Expected(nothing)
    await expected.told(nobody)(range(MOST + 2))
    assert [False, False, True] == [key in expected for key in (0, 1, 2)]
