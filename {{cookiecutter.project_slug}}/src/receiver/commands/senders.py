"""Senders: what stands in for the other side of a configured source, to try it out."""

from dataclasses import dataclass, field, replace

from receiver import providers
from receiver.choices import nearest
from receiver.errors import CommandFailed
from receiver.providers.base import Provider
from receiver.services import made_keys
from receiver.services.samples import sample, signed
from receiver.services.sources import configured, secrets_of
from receiver.services.verification import Source
from receiver.settings import Settings, variable
from receiver.signatures.signing import Request


@dataclass(frozen=True, slots=True)
class Sender:
    """A source's sender: it has `key`, a shared secret or a private key in PEM."""

    source: Source
    url: str
    key: bytes = field(repr=False)

    def request(self, event: str | None = None, delivery_id: str | None = None) -> Request:
        """Return a signed sample; raises `CommandFailed` with those that there are."""
        provider, trust = self.source.provider, replace(self.source.trust, keys=(self.key,))
        try:
            sample(provider, event)
        except KeyError:
            hint = nearest(event or "", [each.event for each in provider.samples])
            message = f"There is no sample of {self.source.name} {event or ''}; {hint}"
            raise CommandFailed(message) from None
        return signed(provider, trust, event, delivery_id, self.url)

    def impostor(self) -> "Sender":
        """Return a sender that has everything but the key."""
        pairs = self.source.provider.scheme.pairs
        return replace(self, key=pairs.make() if pairs else self.key[::-1])


def source_named(settings: Settings, name: str) -> Source:
    """Return a configured source; raises `CommandFailed` with those that there are."""
    sources = configured(settings)
    if name in sources:
        return sources[name]
    provider = providers.load(name) if name in providers.names() else None
    if provider and provider.takes_a_secret() and provider.scheme.pairs:
        raise CommandFailed(_advice(provider))
    message = f"No source {name} is configured; {nearest(name, sources)}"
    raise CommandFailed(message)


def sender(settings: Settings, source: Source) -> Sender:
    """Return the sender of a source; raises `CommandFailed` if it cannot be played here."""
    url = f"{settings.public_url.removesuffix('/')}/webhooks/{source.name}"
    return Sender(source, url, _key(settings, source))


def _key(settings: Settings, source: Source) -> bytes:
    """Return what the sender signs with: the newest secret, or the private test key."""
    provider, secret = source.provider, source.provider.scheme.secret
    if provider.scheme.pairs is None and secret:
        return secret.decode(secrets_of(source.name, provider, settings)[0])
    if not settings.test_keys:
        raise CommandFailed(_advice(provider))
    return made_keys.private_key(settings.test_keys, source.name, provider)


def _advice(provider: Provider) -> str:
    """Return how a sample can be signed of whose sender we have no key."""
    return (
        f"{provider.title} alone has the key that signs. Set {variable('test_keys')}=test-keys "
        "for the service and here: a key pair is made there, which the service then trusts"
    )
