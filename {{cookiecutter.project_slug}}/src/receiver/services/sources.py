"""The configured sources: what the settings name, joined with the providers that exist."""

import re
from collections.abc import Mapping

from receiver import providers
from receiver.choices import nearest
from receiver.errors import SettingsInvalid
from receiver.providers.base import Source
from receiver.secret_rules import weakness
from receiver.settings import Settings, variable

Sources = Mapping[str, Source]
ADVICE = "make one with: openssl rand -hex 32"


def configured(settings: Settings) -> Sources:
    """Return the sources by name; raises `SettingsInvalid` with a line for each mistake.

    A source exists if it has a secret. Its provider is the one it is named after, unless
    `RECEIVER_SOURCES__NAME` says otherwise.
    """
    mistakes = [
        *(mistake for name in settings.secrets for mistake in _mistakes(name, settings)),
        *_orphans(settings),
    ]
    if mistakes:
        raise SettingsInvalid("\n".join(mistakes))
    return {name: _source(name, settings) for name in sorted(settings.secrets)}


def _source(name: str, settings: Settings) -> Source:
    provider_name = settings.sources.get(name, name)
    provider = providers.load(provider_name)
    secrets = tuple(provider.scheme.secret(each) for each in settings.secrets[name].split())
    return Source(name, provider_name, provider, secrets)


def _mistakes(name: str, settings: Settings) -> list[str]:
    """Return what is wrong with one source, naming the variable and what would be right."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,62}", name):
        return [f"{variable('secrets', name)}: a source is named with a-z, 0-9, _ and -"]
    found = []
    provider_name = settings.sources.get(name, name)
    if provider_name not in providers.names():
        setting = variable("sources" if name in settings.sources else "secrets", name)
        found.append(
            f"{setting}: no provider {provider_name}; {nearest(provider_name, providers.names())}"
        )
    secrets = settings.secrets[name].split()
    if not secrets:
        found.append(f"{variable('secrets', name)}: is empty; {ADVICE}, or remove the variable")
    for position, secret in enumerate(secrets, start=1):
        if wrong := weakness(secret):
            which = f"secret {position} of {len(secrets)}" if len(secrets) > 1 else "the secret"
            found.append(f"{variable('secrets', name)}: {which} {wrong}; {ADVICE}")
    return found


def _orphans(settings: Settings) -> list[str]:
    return [
        f"{variable('sources', name)}: the source has no secret; set {variable('secrets', name)}"
        for name in settings.sources
        if name not in settings.secrets
    ]
