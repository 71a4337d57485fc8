"""`receiver verify`: a verdict for each line, as each provider's endpoint would decide."""

import base64

import pytest

from receiver import providers
from senders import sender
from verdicts import decide, line_of

each_provider = pytest.mark.parametrize("name", providers.names())


@each_provider
def test_accepted(name: str) -> None:
    """What is signed is accepted, and its id and event are told."""
    answer = decide(line_of(name))
    assert {"verdict", "id", "event"} == set(answer)
    assert ("accepted", sender(name).request().event) == (answer["verdict"], answer["event"])
    assert answer["id"]


@each_provider
def test_base64(name: str) -> None:
    """A body may come as base64, which can hold any bytes."""
    line = line_of(name)
    body = base64.b64encode(line["body"].encode()).decode()
    assert "accepted" == decide(line, body=..., body_base64=body)["verdict"]
    assert "accepted" == decide(line, body=None, body_base64=body)["verdict"]


@each_provider
def test_without_method(name: str) -> None:
    """A request without a method is a POST; what is null is not there."""
    assert "accepted" == decide(line_of(name), method=...)["verdict"]
    assert "accepted" == decide(line_of(name), method=None)["verdict"]


@each_provider
@pytest.mark.parametrize("method", ["DELETE", "post", ""])
def test_other_methods(name: str, method: str) -> None:
    """Any other method is refused as it would be."""
    answer = decide(line_of(name), method=method)
    assert ("refused", 405) == (answer["verdict"], answer["status"])


@each_provider
def test_refused(name: str) -> None:
    """What another key signed is refused, with the status and the reason the sender would hear."""
    line = line_of(name)
    forged = sender(name).other().request()
    answer = decide(line, url=forged.url, headers=forged.headers, body=forged.body.decode())
    assert ("refused", providers.load(name).rejection) == (answer["verdict"], answer["status"])
    assert answer["reason"]
    assert sender(name).text not in answer["reason"]


@each_provider
def test_rotation(name: str) -> None:
    """Of several secrets any may fit."""
    other = sender(name, "0f9b3c5d7a1e84c2").text
    secrets = [other, sender(name).text]
    options = sender(name).options
    assert "accepted" == decide(line_of(name), secrets=secrets, **options)["verdict"]


@each_provider
def test_repeated_header(name: str) -> None:
    """A header that stands twice is given as a list: the signature's is refused as it would be."""
    line, hides = line_of(name), providers.load(name).scheme.hides
    assert "accepted" == decide(line, headers=line["headers"] | {"X": ["1", "2"]})["verdict"]
    for header, value in line["headers"].items():
        if hides(header.lower().encode()):
            twice = decide(line, headers=line["headers"] | {header: [value] * 2})
            assert "refused" == twice["verdict"]
            assert providers.load(name).rejection == twice["status"]
            once = decide(line, headers=line["headers"] | {header: [value]})
            assert "accepted" == once["verdict"]
