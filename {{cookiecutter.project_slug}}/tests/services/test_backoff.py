"""Backoff: full jitter below a ceiling that doubles, up to the cap."""

import pytest

from receiver.services.backoff import backoff


@pytest.mark.parametrize(
    ("attempt", "ceiling"),
    [(1, 2.0), (2, 4.0), (3, 8.0), (11, 2048.0), (12, 3600.0), (100, 3600.0), (10_000, 3600.0)],
)
def test_bounds(attempt: int, ceiling: float) -> None:
    """Of 2,000 draws all are below the ceiling, and they fill the whole range."""
    draws = sorted(backoff(attempt, 2, 3600) for _ in range(2_000))
    assert 0 <= draws[0] < 0.05 * ceiling
    assert 0.95 * ceiling < draws[-1] <= ceiling
    assert pytest.approx(ceiling / 2, rel=0.1) == sum(draws) / len(draws)


def test_no_herd() -> None:
    """A thousand deliveries that failed together do not come back together."""
    draws = [backoff(6, 2, 3600) for _ in range(1_000)]
    fullest = max(sum(int(each) == second for each in draws) for second in range(64))
    assert fullest < 50
