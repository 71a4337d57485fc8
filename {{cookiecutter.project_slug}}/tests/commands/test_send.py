"""`receiver send`: what it cannot do is said in words, and in its exit code."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from typer.testing import Result

from owners import owned, variables
from receiver import providers
from receiver.errors import CommandFailed
from running import run

NAME = providers.names()[0]


def send(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    """Run the command with one source configured, in a folder of its own."""
    for name, value in {**variables(owned(NAME)), "RECEIVER_TEST_KEYS": "keys"}.items():
        monkeypatch.setenv(name, value)
    return run("send", *arguments)


@contextmanager
def service(
    status: int, body: bytes, header: str = "X-Request-Id"
) -> Iterator[tuple[str, list[str]]]:
    """Answer every POST the same way; yield the address and the paths that were asked for."""
    paths = list[str]()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Answer."""
            paths.append(self.path.partition("?")[0])
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header(header, "1")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()


@pytest.mark.parametrize(("status", "word"), [(202, "accepted"), (200, "duplicate")])
def test_accepted(monkeypatch: pytest.MonkeyPatch, status: int, word: str) -> None:
    """A 2xx is success; the sample goes to the source's endpoint."""
    with service(status, json.dumps({"status": word}).encode()) as (url, paths):
        result = send(monkeypatch, NAME, "--url", f"{url}/")
    assert (0, [f"/webhooks/{NAME}"]) == (result.exit_code, paths)
    assert f"{status} {word}" in result.stdout


def test_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Anything else is failure, and the reason is printed."""
    with service(401, b'{"detail": "the header X is missing"}') as (url, _):
        result = send(monkeypatch, NAME, "--url", url)
    assert (1, True) == (result.exit_code, "401 the header X is missing" in result.stdout)


def test_json(monkeypatch: pytest.MonkeyPatch) -> None:
    """For scripts there is JSON."""
    with service(202, b'{"status": "accepted"}') as (url, _):
        result = send(monkeypatch, NAME, "--url", url, "--json")
    assert {"status": 202, "body": {"status": "accepted"}} == json.loads(result.stdout)


def test_refused_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal without a reason is told by its status."""
    with service(503, b"") as (url, _):
        result = send(monkeypatch, NAME, "--url", url)
    assert (1, True) == (result.exit_code, result.stdout.endswith(": 503 Service Unavailable\n"))


@pytest.mark.parametrize("body", [b"<Response/>", b"", b"[accepted]", b"{}", b"[]", b"\xff"])
def test_in_the_senders_own_terms(monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    """An answer that a sender demands says neither accepted nor duplicate, and is success."""
    with service(200, body) as (url, _):
        result = send(monkeypatch, NAME, "--url", url)
        shown = send(monkeypatch, NAME, "--url", url, "--json")
    assert (0, True) == (result.exit_code, "200 OK, as the sender wants it\n" in result.stdout)
    assert {"status": 200, "body": {}} == json.loads(shown.stdout)


@pytest.mark.parametrize(("status", "body"), [(200, b"<html>"), (200, b"{}"), (404, b"")])
def test_somebody_else(monkeypatch: pytest.MonkeyPatch, status: int, body: bytes) -> None:
    """An answer that is not the service's says so: something else is at that address."""
    with service(status, body, header="X-Other") as (url, _):
        result = send(monkeypatch, NAME, "--url", url)
    assert isinstance(result.exception, CommandFailed)
    assert f"{url}/webhooks/{NAME}" in str(result.exception)
    assert str(result.exception).endswith(f"({status}) is not this service")
