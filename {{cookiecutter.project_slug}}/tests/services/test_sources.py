"""The configured sources: a secret makes one, and several secrets are one's rotation."""

import pytest

from fake import settings
from receiver import providers
from receiver.services.sources import configured

SECRET = "3f9a1c7be2d84056"
OTHER = "c1a8e0d97b6f4235"
PROVIDER = providers.names()[0]


def test_nothing_configured() -> None:
    """Without a secret there is no source, and that is no mistake."""
    assert {} == configured(settings())


@pytest.mark.parametrize("name", providers.names())
def test_a_source_named_after_its_provider(name: str) -> None:
    """A secret makes the source that is named after its provider."""
    (found,) = configured(settings(secrets={name: SECRET})).values()
    assert (name, name, providers.load(name)) == (found.name, found.provider_name, found.provider)
    assert (found.provider.scheme.secret(SECRET),) == found.secrets


def test_rotation() -> None:
    """Several secrets are all live, in the order in which they stand."""
    source = configured(settings(secrets={PROVIDER: f"  {SECRET} \t{OTHER}\n"}))[PROVIDER]
    assert tuple(map(source.provider.scheme.secret, (SECRET, OTHER))) == source.secrets


def test_second_source_of_a_provider() -> None:
    """A source with another name says which provider it is of, and has secrets of its own."""
    found = configured(
        settings(sources={"second": PROVIDER}, secrets={PROVIDER: SECRET, "second": OTHER})
    )
    assert {PROVIDER, "second"} == set(found)
    assert (PROVIDER, found[PROVIDER].provider) == (
        found["second"].provider_name,
        found["second"].provider,
    )
    assert found[PROVIDER].secrets != found["second"].secrets
