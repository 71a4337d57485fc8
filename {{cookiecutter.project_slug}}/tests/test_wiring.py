"""The composition root: the parts fit together, run together, and end in order."""

from fake import settings
from owners import owned
from receiver import providers, wiring


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
