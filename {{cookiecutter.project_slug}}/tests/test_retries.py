"""What a handler says about its next attempt."""

import pytest

from receiver.retries import RetryLater


@pytest.mark.parametrize("after", [0, 0.5, 86_400])
def test_retry_later(after: float) -> None:
    """A handler says after how many seconds, and may say why."""
    assert (after, f"try again after {after:g} s") == (
        RetryLater(after).after,
        str(RetryLater(after)),
    )
    assert "busy" == str(RetryLater(after, "busy"))


@pytest.mark.parametrize("after", [-1, float("nan"), float("inf")])
def test_retry_at_no_time(after: float) -> None:
    """A time that will never come, or was, is a mistake of the handler."""
    with pytest.raises(ValueError, match="seconds"):
        RetryLater(after, "busy")
