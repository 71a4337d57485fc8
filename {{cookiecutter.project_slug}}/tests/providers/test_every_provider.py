"""What every provider of this project promises, whichever it is."""

import time
from random import Random

import pytest

from fake import message
from receiver import providers
from receiver.errors import ReceiverError
from receiver.messages import Message
from receiver.providers.base import Provider, Source
from receiver.services.samples import signed

NOW = 1_760_000_000
SECRET = "3f9a1c7be2d84056"
NAMES = providers.names()
SAMPLES = [(name, sample.event) for name in NAMES for sample in providers.load(name).samples]
each_provider = pytest.mark.parametrize("name", NAMES)
each_sample = pytest.mark.parametrize(("name", "event"), SAMPLES)


def source(name: str) -> Source:
    """Return a source of a provider."""
    provider = providers.load(name)
    return Source(name, name, provider, (provider.scheme.secret(SECRET),))


def headers_of(provider: Provider) -> list[bytes]:
    """Return the names of the headers that matter to a provider."""
    names = {name for sample in provider.samples for name in sample.headers}
    return [name.lower().encode() for name in sorted({provider.scheme.header.name, *names})]


@each_provider
def test_declaration(name: str) -> None:
    """A provider links its sender's documentation, and says how that retries."""
    provider = providers.load(name)
    assert provider.docs.startswith("https://")
    assert provider.title
    assert provider.retries
    assert not provider.retries.endswith(".")


@each_sample
def test_sample(name: str, event: str) -> None:
    """A signed sample is accepted, under its event and the id it was given."""
    request = signed(providers.load(name), SECRET, event, "sample-1")
    delivery, matched = source(name).receive(message(request.headers, request.body), time.time())
    assert ("sample-1", event, 0) == (delivery.id, delivery.event, matched)
    assert request.body == delivery.body


@each_sample
def test_signature_is_not_kept(name: str, event: str) -> None:
    """What is kept of the headers does not hold the signature."""
    request = signed(providers.load(name), SECRET, event)
    delivery, _ = source(name).receive(message(request.headers, request.body), time.time())
    header = providers.load(name).scheme.header
    assert header.name.lower() not in delivery.headers
    assert request.headers[header.name] not in str(delivery.headers)


@each_sample
def test_changed(name: str, event: str) -> None:
    """A sample with another body, another secret, or without its signature is refused."""
    request = signed(providers.load(name), SECRET, event)
    other = signed(providers.load(name), SECRET[::-1], event)
    unsigned = {
        key: value
        for key, value in request.headers.items()
        if key != providers.load(name).scheme.header.name
    }
    for headers, body in (
        (request.headers, request.body + b" "),
        (other.headers, other.body),
        (unsigned, request.body),
    ):
        with pytest.raises(ReceiverError) as refused:
            source(name).receive(message(headers, body), time.time())
        assert 401 == refused.value.status


@each_provider
def test_garbage(name: str) -> None:
    """Of 2,000 requests made of garbage each one is refused, by an error of ours."""
    random, receiving = Random(21), source(name)  # noqa: S311 - the same garbage each time
    names = headers_of(providers.load(name))
    for _ in range(2_000):
        lines = [
            (random.choice(names), random.randbytes(random.randrange(80)))
            for _ in range(random.randrange(6))
        ]
        sent = Message("POST", "", lines, random.randbytes(random.randrange(30)))
        with pytest.raises(ReceiverError) as refused:
            receiving.receive(sent, NOW)
        assert refused.value.status in {400, 401, 415}
