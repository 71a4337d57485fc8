"""Checks of a source's settings: each mistake names the variable and what would be right."""

import re
from collections.abc import Collection, Iterator

from receiver import providers
from receiver.choices import nearest
from receiver.providers.base import Provider
from receiver.services.secret_checks import ADVICE, secret_mistakes
from receiver.settings import Settings, variable


def mistakes(name: str, settings: Settings) -> list[str]:
    """Return what is wrong with one source."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,62}", name):
        return [f"{variable('secrets', name)}: a source is named with a-z, 0-9, _ and -"]
    provider_name = settings.sources.get(name, name)
    setting = variable("sources" if name in settings.sources else "secrets", name)
    if provider_name not in providers.names():
        return [f"{setting}: {_missing(name, settings)}", *secret_mistakes(name, settings, None)]
    return of_provider(name, providers.load(provider_name), settings)


def of_provider(name: str, provider: Provider, settings: Settings) -> list[str]:
    """Return what is wrong with what a source of this provider is configured with."""
    if name in settings.secrets and not provider.takes_a_secret():
        advice = f"remove it and set {_options_of(name, provider)}"
        return [f"{variable('secrets', name)}: {provider.title} shares no secret; {advice}"]
    return [
        *secret_mistakes(name, settings, provider.scheme.secret),
        *_of_options(name, provider, settings.options.get(name, {})),
        *_of_urls(provider, settings),
    ]


def orphans(sources: Collection[str], settings: Settings) -> list[str]:
    """Return what is set for sources that do not exist."""
    found = [(name, variable("sources", name)) for name in settings.sources]
    for name, given in settings.options.items():
        found += [(name, variable("options", name, each)) for each in given]
    return [
        f"{setting}: {_missing(name, settings)}" for name, setting in found if name not in sources
    ]


def _missing(name: str, settings: Settings) -> str:
    """Return what a source would need to exist."""
    provider_name = settings.sources.get(name, name)
    if provider_name not in providers.names():
        return f"no provider {provider_name}; {nearest(provider_name, providers.names())}"
    provider = providers.load(provider_name)
    if provider.takes_a_secret():
        return f"the source has no secret; set {variable('secrets', name)}"
    return f"{provider.title} shares no secret; set {_options_of(name, provider)}"


def _options_of(name: str, provider: Provider) -> str:
    """Return the variables of the options that a source must have."""
    return ", ".join(
        variable("options", name, each.name) for each in provider.options if each.required
    )


def _of_options(name: str, provider: Provider, given: dict[str, str]) -> Iterator[str]:
    """Find unknown, missing and malformed options."""
    known = {option.name: option for option in provider.options}
    for each in sorted(given.keys() - known.keys()):
        hint = nearest(each, known) if known else f"{provider.title} has none"
        yield f"{variable('options', name, each)}: no such option; {hint}"
    for option in provider.options:
        setting, value = variable("options", name, option.name), given.get(option.name, "").strip()
        if value:
            try:
                option.check(value)
            except ValueError as error:
                yield f"{setting}: {error}"
        elif option.required:
            example = f", such as {option.example}" if option.example else f"; {ADVICE}"
            yield f"{setting}: is missing; {option.says}{example}"


def _of_urls(provider: Provider, settings: Settings) -> Iterator[str]:
    """Find a public URL that is missing where it is signed."""
    if provider.scheme.covers_url() and not settings.public_url:
        yield (
            f"{variable('public_url')}: is missing; {provider.title} signs the URL that it was "
            "given, of which this is the part before /webhooks, such as https://hooks.example.com"
        )
