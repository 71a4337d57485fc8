"""`receiver send`: what it cannot do is said in words, and in its exit code."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from typer.testing import CliRunner, Result

from receiver import providers
from receiver.cli import app
from receiver.errors import CommandFailed

NAME = next(name for name in providers.names() if providers.load(name).samples)
SECRET = "3f9a1c7be2d84056"


def send(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    """Run the command with one source configured."""
    monkeypatch.setenv(f"RECEIVER_SECRETS__{NAME.upper()}", SECRET)
    return CliRunner().invoke(app, ["send", *arguments])


@contextmanager
def service(status: int, body: bytes) -> Iterator[tuple[str, list[str]]]:
    """Answer every POST the same way; yield the address and the paths that were asked for."""
    paths: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Answer."""
            paths.append(self.path)
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()


@pytest.mark.parametrize(("status", "word", "code"), [(202, "accepted", 0), (200, "duplicate", 0)])
def test_accepted(monkeypatch: pytest.MonkeyPatch, status: int, word: str, code: int) -> None:
    """A 2xx is success; the sample goes to the source's endpoint."""
    with service(status, json.dumps({"status": word}).encode()) as (url, paths):
        result = send(monkeypatch, NAME, "--url", f"{url}/")
    assert (code, [f"/webhooks/{NAME}"]) == (result.exit_code, paths)
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


@pytest.mark.parametrize("options", [[], ["--json"]])
@pytest.mark.parametrize("body", [b"<html>", b"", b"[]", b"\xff"])
def test_somebody_else(monkeypatch: pytest.MonkeyPatch, body: bytes, options: list[str]) -> None:
    """An answer that is not the service's says so: something else is at that address."""
    with service(200, body) as (url, _):
        result = send(monkeypatch, NAME, "--url", url, *options)
    assert isinstance(result.exception, CommandFailed)
    assert url in str(result.exception)
