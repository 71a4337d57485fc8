"""The assembly: what the settings ask for fits together."""

from fake import settings
from owners import owned
from receiver import providers
from receiver.assembly import assemble


def test_assemble() -> None:
    """The parts of this project, with its own handlers, fit together."""
    built = assemble(owned(*providers.names()))
    assert set(providers.names()) == set(built.sources)
    assert {"handlers"} == {each.name.partition(".")[0] for each in built.handlers.all} | {
        "handlers"
    }


def test_without_sources() -> None:
    """A service without sources can be assembled: it only refuses."""
    assert {} == assemble(settings()).sources
