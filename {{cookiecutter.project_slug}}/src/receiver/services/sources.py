"""The configured sources: what the settings name, joined with the providers that exist."""

from collections.abc import Mapping

from receiver import providers
from receiver.errors import SettingsInvalid
from receiver.providers.base import Provider
from receiver.services import made_keys, source_checks
from receiver.services.verification import Source
from receiver.settings import Settings
from receiver.trust import Trust

Sources = Mapping[str, Source]


def configured(settings: Settings) -> Sources:
    """Return the sources by name; raises `SettingsInvalid` with a line for each mistake.

    A source exists if it has a secret, or the options that stand for one, or a test key. Its
    provider is the one it is named after, unless `RECEIVER_SOURCES__NAME` says otherwise.
    """
    named = _names(settings)
    mistakes = [mistake for name in named for mistake in source_checks.mistakes(name, settings)]
    mistakes += source_checks.orphans(named, settings)
    if mistakes:
        raise SettingsInvalid("\n".join(mistakes))
    return {name: _source(name, settings) for name in named}


def secrets_of(name: str, provider: Provider, settings: Settings) -> list[str]:
    """Return the live secrets of a source, the newest first."""
    if provider.scheme.secret is None:
        return []
    return settings.secrets.get(name, "").replace(provider.scheme.secret.separator, " ").split()


def _names(settings: Settings) -> list[str]:
    """Return the sources that there are, sorted."""
    others = {*settings.options, *settings.sources}
    if settings.test_keys:
        others |= set(providers.names())
    return sorted(
        {*settings.secrets, *(each for each in others if _needs_no_secret(each, settings))}
    )


def _needs_no_secret(name: str, settings: Settings) -> bool:
    """Say whether a source has options that stand for a secret, or else a test key."""
    provider_name = settings.sources.get(name, name)
    if provider_name not in providers.names():
        return False
    provider = providers.load(provider_name)
    if provider.takes_a_secret():
        return bool(settings.test_keys and provider.scheme.pairs)
    return name in settings.options


def _source(name: str, settings: Settings) -> Source:
    provider_name = settings.sources.get(name, name)
    provider = providers.load(provider_name)
    secret = provider.scheme.secret
    test_key = made_keys.public_key(settings.test_keys, name, provider)
    keys = [secret.decode(each) for each in secrets_of(name, provider, settings)] if secret else []
    if test_key and secret:
        keys.append(test_key)
    trust = Trust(keys=tuple(keys), options=settings.options.get(name, {}))
    return Source(name, provider_name, provider, trust, test_key)
