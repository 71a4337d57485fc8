"""Subscriptions against reality: a handler for nobody, or a check that could lose a delivery."""

from receiver import providers
from receiver.choices import nearest
from receiver.errors import SettingsInvalid
from receiver.handling import Handler, Handlers
from receiver.services.sources import Sources


def check(handlers: Handlers, sources: Sources) -> None:
    """Raise `SettingsInvalid`, with a line for each handler that could never be right."""
    mistakes = [wrong for handler in handlers.all if (wrong := _mistake(handler, sources))]
    if mistakes:
        raise SettingsInvalid("\n".join(mistakes))


def _mistake(handler: Handler, sources: Sources) -> str | None:
    name = handler.subscription.provider
    valid = {*providers.names(), *sources}
    if name not in valid:
        return f"handler {handler.name}: no provider or source {name}; {nearest(name, valid)}"
    provider = sources[name].provider if name in sources else providers.load(name)
    if handler.subscription.check_first and not provider.ours:
        return (
            f"handler {handler.name}: check_first would refuse what {provider.title} may never "
            "send again; it is for senders of our own, such as generic"
        )
    return None
