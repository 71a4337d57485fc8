"""Test keys count where the setting says so: no other service takes what they signed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from owners import owned, variables
from receiver import providers
from receiver.assembly import assemble
from receiver.commands.send import query_of
from receiver.commands.senders import sender, source_named
from receiver.main import create_app
from receiver.settings import load_settings
from running import run
from servers import Databases

each_provider = pytest.mark.parametrize("name", providers.names())


@pytest.fixture(scope="module")
def client(
    databases_of: Callable[[str], Databases], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient]:
    """A service with a source of each provider, and no test keys."""
    with databases_of("sqlite").migrated(tmp_path_factory.mktemp("service")) as url:
        given = owned(*providers.names(), database_url=url)
        with TestClient(create_app(assemble(given))) as opened:
            yield opened


@each_provider
def test_service(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """What a test key signed is refused, as if anybody had; shared secrets go on to count."""
    for variable, value in {**variables(owned(name)), "RECEIVER_TEST_KEYS": str(tmp_path)}.items():
        monkeypatch.setenv(variable, value)
    settings, provider = load_settings(), providers.load(name)
    request = sender(settings, source_named(settings, name)).request()
    answer = client.post(
        f"/webhooks/{name}{query_of(request.url)}", content=request.body, headers=request.headers
    )
    assert (provider.rejection if provider.scheme.pairs else 2) == (
        answer.status_code if provider.scheme.pairs else answer.status_code // 100
    )


@each_provider
def test_send(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Where the sender alone has the key, `send` says so and how to try it all the same."""
    for variable, value in variables(owned(name)).items():
        monkeypatch.setenv(variable, value)
    provider = providers.load(name)
    failed = str(run("send", name, "--url", "http://127.0.0.1:9").exception)
    advice = f"{provider.title} alone has the key that signs. Set RECEIVER_TEST_KEYS=test-keys"
    nobody = "No service answers at http://127.0.0.1:9"
    assert failed.startswith(advice if provider.scheme.pairs else nobody)
