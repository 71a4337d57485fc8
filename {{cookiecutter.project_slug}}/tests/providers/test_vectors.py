"""Recorded messages of each provider, decided as its documentation says."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from fake import message
from receiver import providers
from receiver.commands.verify import verdict
from receiver.errors import ReceiverError
from receiver.providers.base import Source

FILES = sorted((Path(__file__).parents[1] / "vectors").glob("*.json"))
VECTORS = {
    f"{file.stem}-{vector['name']}": (file.stem, vector)
    for file in FILES
    for vector in json.loads(file.read_text(encoding="utf-8"))["vectors"]
}
each_vector = pytest.mark.parametrize(("name", "vector"), VECTORS.values(), ids=VECTORS)


def body_of(vector: dict[str, Any]) -> bytes:
    """Return the exact bytes that were signed."""
    if "body_base64" in vector:
        return base64.b64decode(vector["body_base64"])
    return str(vector["body"]).encode()


@each_vector
def test_received(name: str, vector: dict[str, Any]) -> None:
    """A source receives what is valid, with its exact bytes, and refuses the rest with 401."""
    provider = providers.load(name)
    source = Source(name, name, provider, (provider.scheme.secret(vector["secret"]),))
    sent = message(vector["headers"], body_of(vector))
    if vector["valid"]:
        assert body_of(vector) == source.receive(sent, vector["now"])[0].body
    else:
        with pytest.raises(ReceiverError) as refused:
            source.receive(sent, vector["now"])
        assert 401 == refused.value.status


@each_vector
def test_verdict(name: str, vector: dict[str, Any]) -> None:
    """`receiver verify` comes to the same verdict, however the body is given."""
    request = {
        "provider": name,
        "secrets": ["another secret, which is live too", vector["secret"]],
        **{key: vector[key] for key in ("method", "url", "headers")},
    }
    encoded = base64.b64encode(body_of(vector)).decode()
    for body in ({"body": vector["body"]}, {"body_base64": encoded}):
        answer = verdict(json.dumps({**request, **body}), vector["now"])
        assert ("accepted" if vector["valid"] else "refused") == answer["verdict"]
