"""Every sender of this project and the running service: what is signed arrives, once, as it was."""

from collections.abc import Callable, Iterator

import pytest

from receiver import providers
from receiver.deliveries import State
from receiver.providers.base import Provider
from receiver.services.contents import Contents
from receiver.services.samples import filled, sample
from receiver.signatures.signing import Request
from running import run
from served import Served, served
from servers import Databases

SAMPLES = [
    (name, each.event) for name in providers.names() for each in providers.load(name).samples
]
each_sample = pytest.mark.parametrize(("name", "event"), SAMPLES)


@pytest.fixture(scope="module")
def service(
    databases_of: Callable[[str], Databases], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """One service for all tests here."""
    folder = tmp_path_factory.mktemp("served")
    with databases_of("sqlite").migrated(folder) as url, served(folder, url) as running:
        yield running


@pytest.fixture
def owner(service: Served, monkeypatch: pytest.MonkeyPatch, name: str) -> Served:
    """The service, and the environment of the owner of one source."""
    for variable, value in service.owner(name).items():
        monkeypatch.setenv(variable, value)
    return service


def parts(provider: Provider, request: Request) -> list[bytes]:
    """Return the bodies of the deliveries that a request holds."""
    content_type = request.headers["Content-Type"]
    return provider.batch.split(request.body, content_type) if provider.batch else [request.body]


def is_named_by_its_sender(provider: Provider, event: str) -> bool:
    """Say whether the id stays the same when a sample is sent again at another time."""
    chosen = sample(provider, event)
    headers = {"Content-Type": chosen.content_type, **chosen.headers}
    ids = set()
    for now in (1_760_000_000, 1_760_000_100):
        texts = {name: filled(value, "1", now) for name, value in headers.items()}
        message = Request("", texts, filled(chosen.body, "1", now).encode()).message()
        found = Contents("", "", provider).deliveries(message, now)
        ids.add(tuple(each.id for each in found))
    return len(ids) == 1


@each_sample
def test_send(owner: Served, name: str, event: str) -> None:
    """A sample is accepted and settled; with the same id again it is the same delivery."""
    before = len(owner.stored(name))
    given = ["send", name, event, "--url", owner.url, "--id", f"{event}-1"]
    for _ in "ab":
        sent = run(*given)
        assert (0, True) == (sent.exit_code, sent.stdout.startswith(f"{name} {event}: 2"))
    new = owner.stored(name)[before:]
    assert {event} == {delivery.event for delivery, _ in new}
    assert {State.DONE, State.UNHANDLED} >= {state for _, state in new}
    if is_named_by_its_sender(providers.load(name), event):
        assert len(parts(providers.load(name), owner.sender(name).request(event))) == len(new)


@each_sample
def test_exact_bytes(owner: Served, name: str, event: str) -> None:
    """What is stored is what was sent, to the byte, and nothing of a signature beside it."""
    before, request = len(owner.stored(name)), owner.sender(name).request(event, f"{event}-2")
    assert 2 == owner.post(name, request) // 100
    new = owner.stored(name)[before:]
    assert parts(providers.load(name), request) == [delivery.body for delivery, _ in new]
    hides = providers.load(name).scheme.hides
    assert not any(hides(header.encode()) for delivery, _ in new for header in delivery.headers)


@each_sample
def test_impostor(owner: Served, name: str, event: str) -> None:
    """What somebody else signed is refused with the status that its sender expects."""
    before, forged = len(owner.stored(name)), owner.sender(name).impostor().request(event)
    assert providers.load(name).rejection == owner.post(name, forged)
    assert before == len(owner.stored(name))
