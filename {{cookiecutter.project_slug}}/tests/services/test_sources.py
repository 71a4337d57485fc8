"""The configured sources: a secret makes one, or options that stand for it."""

import pytest

from fake import settings
from owners import owned
from receiver import providers
from receiver.errors import SettingsInvalid
from receiver.services.sources import configured
from senders import SECRET, sender, written

NAMES = providers.names()
each_provider = pytest.mark.parametrize("name", NAMES)


def test_nothing_configured() -> None:
    """Without a secret there is no source, and that is no mistake."""
    assert {} == configured(settings())


@each_provider
def test_a_source_named_after_its_provider(name: str) -> None:
    """What its provider takes makes the source that is named after it, and trusts that alone."""
    (found,) = configured(owned(name)).values()
    assert (name, name, providers.load(name)) == (found.name, found.provider_name, found.provider)
    assert sender(name).source().trust == found.trust
    assert b"" == found.test_key


def test_every_provider_at_once() -> None:
    """Sources of all providers do not get into each other's way."""
    assert NAMES == list(configured(owned(*NAMES)))


@each_provider
def test_second_source_of_a_provider(name: str) -> None:
    """A source with another name says which provider it is of."""
    found = configured(owned(name, more={"second": name}))
    assert {name, "second"} == set(found)
    assert (name, found[name].provider) == (found["second"].provider_name, found["second"].provider)


def two_secrets(name: str) -> list[str]:
    """Return two secrets as the sender shows them, none where it shares none."""
    provider = providers.load(name)
    secret, pairs = provider.scheme.secret, provider.scheme.pairs
    if secret is None:
        return []
    other = written(provider, pairs.public(pairs.make())) if pairs else secret.start + SECRET[::-1]
    return [sender(name).text, other]


@each_provider
def test_rotation(name: str) -> None:
    """Several secrets are all live, in the order in which they stand."""
    texts, secret = two_secrets(name), providers.load(name).scheme.secret
    given = owned(name)
    rotating = dict.fromkeys(given.secrets, "  " + " \t".join(texts) + "\n")
    (found,) = configured(given.model_copy(update={"secrets": rotating})).values()
    assert tuple(secret.decode(each) for each in texts if secret) == found.trust.keys


@each_provider
def test_options_alone(name: str) -> None:
    """Options make a source only of a provider that shares no secret."""
    given = owned(name).model_copy(update={"secrets": {}})
    if providers.load(name).takes_a_secret() and given.options:
        with pytest.raises(SettingsInvalid, match=f"set RECEIVER_SECRETS__{name.upper()}$"):
            configured(given)
    else:
        assert (not providers.load(name).takes_a_secret()) == (name in configured(given))
