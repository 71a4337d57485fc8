"""Subscriptions against reality: a handler for nobody, or a check that could lose a delivery."""

from collections.abc import Iterator
from itertools import combinations

from receiver import providers
from receiver.choices import nearest
from receiver.errors import SettingsInvalid
from receiver.handling import Handler, Handlers
from receiver.services.sources import Sources


def check(handlers: Handlers, sources: Sources) -> None:
    """Raise `SettingsInvalid`, with a line for each handler that could never be right."""
    mistakes = [wrong for handler in handlers.all if (wrong := _mistake(handler, sources))]
    mistakes += _contradictions(handlers, sources)
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


def _contradictions(handlers: Handlers, sources: Sources) -> Iterator[str]:
    """Find pairs of handlers that name different orderings for one delivery."""
    ordering = [each for each in handlers.all if each.subscription.ordering]
    for one, other in combinations(ordering, 2):
        first, second = one.subscription, other.subscription
        if (
            first.ordering != second.ordering
            and _meet(first.event, second.event)
            and _share_a_source(first.provider, second.provider, sources)
        ):
            yield (
                f"handlers {one.name} and {other.name}: a delivery that is for both has one "
                f"ordering, and they name two, {first.ordering} and {second.ordering}"
            )


def _meet(one: str, other: str) -> bool:
    """Say whether an event can be meant by both of two events in `@on`."""
    return "*" in (one, other) or f"{one}.".startswith(f"{other}.") or other.startswith(f"{one}.")


def _share_a_source(one: str, other: str, sources: Sources) -> bool:
    """Say whether a delivery can be of both, each the name of a provider or of a source."""
    return one == other or any(
        {one, other} <= {source.provider_name, source.name} for source in sources.values()
    )
