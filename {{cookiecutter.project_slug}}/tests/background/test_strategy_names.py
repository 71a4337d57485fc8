"""Strategies are found by their files."""

import pytest

from receiver import background


def test_names() -> None:
    """The strategies are found by their modules, and the one without a broker is always there."""
    assert "inprocess" in background.names()
    assert not {"base", "__init__"} & set(background.names())


@pytest.mark.parametrize("name", ["", "base", "nothing", "inprocess.py", "../inprocess"])
def test_unknown(name: str) -> None:
    """Only a strategy's own name loads it."""
    with pytest.raises(KeyError):
        background.load(name)
