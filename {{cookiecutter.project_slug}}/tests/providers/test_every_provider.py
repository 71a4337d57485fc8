"""What every provider of this project promises, whichever it is."""

from collections import Counter
from dataclasses import replace
from hashlib import sha256

import pytest

from forging import NOW, covers_the_body, draft
from receiver import providers
from receiver.errors import ReceiverError
from receiver.providers.base import Provider
from receiver.services.contents import NEVER_STORED
from receiver.services.samples import filled
from receiver.signatures.signing import Request
from senders import Sender, sender

NAMES = providers.names()
SAMPLES = [(name, sample.event) for name in NAMES for sample in providers.load(name).samples]
each_provider = pytest.mark.parametrize("name", NAMES)
each_sample = pytest.mark.parametrize(("name", "event"), SAMPLES)


def signed(name: str, event: str, delivery_id: str = "d1250") -> Request:
    """Return a sample, signed now."""
    return sender(name).signed(draft(sender(name), event, delivery_id), NOW)


def refused(sending: Sender, request: Request) -> int:
    """Return the status that a request is refused with."""
    with pytest.raises(ReceiverError) as error:
        sending.source().receive(request.message(), NOW, sending.document())
    return error.value.status


@each_provider
def test_declaration(name: str) -> None:
    """A provider links its sender's documentation, and says what to expect of it and of us."""
    provider = providers.load(name)
    assert provider.docs.startswith("https://")
    for text in (provider.title, provider.retries, provider.proven):
        assert text.strip() == text != ""
        assert not text.endswith(".")
    assert provider.deadline is None or provider.deadline > 0
    assert 400 <= provider.rejection < 500
    assert provider.id
    assert provider.event
    events = Counter(sample.event for sample in provider.samples)
    assert {1} >= set(events.values())


@each_sample
def test_sample(name: str, event: str) -> None:
    """A signed sample is accepted, as one delivery, whole, under its event and its own id."""
    request, kept = signed(name, event), sender(name).provider
    received = [sender(name).receive(request.message(), NOW) for _ in "ab"]
    ids = {each.deliveries[0].id for each in received}
    (delivery,), key = received[0].deliveries, received[0].key
    assert (event, 0) == (delivery.event, key)
    assert delivery.body in request.body if kept.batch else delivery.body == request.body
    given = {"d1250", filled("{number}", "d1250", NOW), sha256(delivery.body).hexdigest()}
    assert len(ids) == 2 or any(each in delivery.id for each in given)


@each_sample
def test_samples_differ(name: str, event: str) -> None:
    """Two samples are two deliveries."""
    requests = [signed(name, event, delivery_id) for delivery_id in ("d1250", "d1251")]
    received = [sender(name).receive(request.message(), NOW) for request in requests]
    assert 2 == len({each.deliveries[0].id for each in received})


@each_sample
def test_signature_is_not_kept(name: str, event: str) -> None:
    """What is kept of the headers holds neither the signature nor another credential."""
    request = signed(name, event)
    (delivery,) = sender(name).receive(request.message(), NOW).deliveries
    hidden = {header for header in request.headers if is_hidden(sender(name).provider, header)}
    kept = {header.lower() for header in request.headers.keys() - hidden}
    assert kept == set(delivery.headers)
    assert not {request.headers[header] for header in hidden} & set(delivery.headers.values())


def is_hidden(provider: Provider, header: str) -> bool:
    """Say whether a header may not be stored."""
    name = header.lower().encode()
    return name in NEVER_STORED or provider.scheme.hides(name)


@each_sample
def test_forged(name: str, event: str) -> None:
    """A sample with another key, with no signature, or with another body is refused."""
    honest, request, expected = sender(name), signed(name, event), sender(name).provider.rejection
    assert expected == refused(honest, honest.other().signed(draft(honest, event), NOW))
    assert expected == refused(honest, draft(honest, event))
    unsigned = {k: v for k, v in request.headers.items() if not is_hidden(honest.provider, k)}
    if unsigned != request.headers:
        assert expected == refused(honest, replace(request, headers=unsigned))
    if covers_the_body(honest):
        assert expected == refused(honest, replace(request, body=request.body + b" "))
