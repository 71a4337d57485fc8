"""Recorded messages of each provider, decided as its documentation says."""

import base64
import json
from typing import Any

import pytest

from receiver import providers
from receiver.commands.verify import verdict
from recorded import body_of, names, recorded
from senders import sender
from stopped import service

VECTORS = {
    f"{name}-{vector['name']}": (name, vector)
    for name in names()
    for vector in recorded(name)["vectors"]
}
MEMBERS = {"cert", "audience", "email"}
"""What `receiver verify` reads of a vector's `extra`; the rest says how the vector was made."""
each_vector = pytest.mark.parametrize(("name", "vector"), VECTORS.values(), ids=VECTORS)


def line(name: str, vector: dict[str, Any]) -> dict[str, Any]:
    """Return a recorded message as `receiver verify` reads it, with one more live secret."""
    others = [sender(name).text] if providers.load(name).takes_a_secret() else []
    return {
        "provider": name,
        "secrets": [*others, vector["secret"]],
        **{key: vector[key] for key in ("method", "url", "headers", "body")},
        **{key: value for key, value in vector.get("extra", {}).items() if key in MEMBERS},
    }


@pytest.mark.parametrize("name", names())
def test_recorded(name: str) -> None:
    """A file of recorded messages has right ones and others, or else a handshake."""
    found = recorded(name)
    verdicts = {vector["valid"] for vector in found["vectors"]}
    assert name == found["provider"]
    assert verdicts == {True, False} or found["handshakes"]


@each_vector
async def test_received(name: str, vector: dict[str, Any], database_url: str) -> None:
    """What is valid is stored to the byte and answered as its sender demands; the rest is not."""
    async with service(line(name, vector), vector["now"], database_url) as running:
        answer = await running.exchange(vector)
        stored = running.stored()
    provider = providers.load(name)
    if not vector["valid"] or vector.get("handshake"):
        told = verdict(json.dumps(line(name, vector)), vector["now"])
        assert ([], told["status"]) == (stored, answer.status)
        return
    bodies = [each.body for each in stored]
    if provider.batch is None:
        assert [body_of(vector)] == bodies
    assert all(body in body_of(vector) for body in bodies)
    if reply := provider.answer(stored[0]):
        assert (reply.status, reply.body) == (answer.status, answer.body)
    else:
        assert 202 == answer.status


@each_vector
def test_verdict(name: str, vector: dict[str, Any]) -> None:
    """`receiver verify` comes to the same verdict, however the body is given."""
    encoded = base64.b64encode(body_of(vector)).decode()
    expected = "handshake" if vector.get("handshake") else "accepted"
    for body in ({}, {"body_base64": encoded}):
        told = verdict(json.dumps({**line(name, vector), **body}), vector["now"])
        assert (expected if vector["valid"] else "refused") == told["verdict"]
        if not vector["valid"]:
            stale = told["reason"].startswith("the timestamp")
            assert (401 if stale else providers.load(name).rejection) == told["status"]
