"""While a command or the app is imported, Python's collector of cycles stands still."""

import gc
from collections.abc import Iterator

import pytest

from receiver.server import garbage


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    """Have nothing of the tests left alone for ever."""
    yield
    gc.unfreeze()


def test_ignored() -> None:
    """It does not look meanwhile, and never at what came to be; then it looks again."""
    before = gc.get_freeze_count()
    with garbage.ignored():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert before < gc.get_freeze_count()


def test_failed() -> None:
    """It looks again after an import that failed, too."""
    with pytest.raises(ImportError), garbage.ignored():
        raise ImportError
    assert gc.isenabled()
