"""The composition root: the parts fit together, run together, and end in order."""

import pytest

from fake import settings
from owners import owned
from receiver import background, providers, wiring
from receiver.errors import SettingsInvalid


def test_assemble() -> None:
    """The parts of this project, with its own handlers, fit together."""
    built = wiring.assemble(owned(*providers.names()))
    assert set(providers.names()) == set(built.sources)
    assert {"handlers"} == {each.name.partition(".")[0] for each in built.handlers.all} | {
        "handlers"
    }


def test_without_sources() -> None:
    """A service without sources can be assembled: it only refuses."""
    assert {} == wiring.assemble(settings()).sources


@pytest.mark.parametrize("name", background.names())
def test_strategy(name: str) -> None:
    """Each strategy of this project is found by its name."""
    assert background.load(name) == wiring.strategy(name)


@pytest.mark.parametrize("name", ["", "inproces", "base", "os"])
def test_unknown_strategy(name: str) -> None:
    """An unknown strategy is a mistake, with the valid ones."""
    with pytest.raises(SettingsInvalid) as refused:
        wiring.strategy(name)
    assert str(refused.value).startswith(f"RECEIVER_BACKGROUND: no strategy {name}; valid: ")
    assert "inprocess" in str(refused.value)
