"""Providers are found by their files: one that is put beside the others is one."""

from pathlib import Path

import pytest

from receiver import providers
from receiver.providers.base import Provider


def test_names() -> None:
    """Each provider is known by its module's name, and has one declaration."""
    assert sorted(providers.names()) == providers.names()
    assert not {"base", "__init__"} & set(providers.names())
    for name in providers.names():
        assert isinstance(providers.load(name), Provider)
        assert providers.load(name) is providers.load(name)


@pytest.mark.parametrize("name", ["", "base", "nobody", "../settings", "os", "base.Provider"])
def test_unknown(name: str) -> None:
    """Only a provider's own name loads it."""
    with pytest.raises(KeyError):
        providers.load(name)


def test_a_file_beside_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that declares a provider is one; a file that declares none is told by its name."""
    (tmp_path / "aa_mine.py").write_text("from fake import PROVIDER\n__all__ = ['PROVIDER']\n")
    (tmp_path / "aa_wrong.py").write_text("PROVIDER = 'mine'\n")
    monkeypatch.setattr(providers, "__path__", [*providers.__path__, str(tmp_path)])
    assert ["aa_mine", "aa_wrong"] == providers.names()[:2]
    assert "Fake" == providers.load("aa_mine").title
    with pytest.raises(TypeError, match=r"aa_wrong\.py: PROVIDER is not a Provider"):
        providers.load("aa_wrong")
