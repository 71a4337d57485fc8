"""Owners: what somebody sets who is sent deliveries from providers, whatever each of them takes."""

from collections.abc import Mapping
from typing import Any

from fake import settings
from receiver.settings import Settings, variable
from senders import URL, sender


def owned(
    *names: str,
    more: Mapping[str, str] | None = None,
    **values: Any,  # noqa: ANN401 - any setting
) -> Settings:
    """Return settings with a source of each provider, and `more` with names of their own."""
    others = dict(more or {})
    senders = {name: sender(name) for name in names}
    senders |= {source: sender(name) for source, name in others.items()}
    shared = {name for name, each in senders.items() if each.provider.takes_a_secret()}
    return settings(
        secrets={name: senders[name].text for name in shared},
        options={name: each.options for name, each in senders.items() if each.options},
        sources=others,
        public_url=URL.removesuffix("/webhooks"),
        **values,
    )


def variables(given: Settings) -> dict[str, str]:
    """Return the variables of the environment that set those sources, but for `sources`."""
    return {
        variable("public_url"): given.public_url,
        **{variable("secrets", name): value for name, value in given.secrets.items()},
        **{
            variable("options", name, option): value
            for name, options in given.options.items()
            for option, value in options.items()
        },
    }
