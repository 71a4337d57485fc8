"""`receiver verify`: a verdict for each line, whatever stands in it."""

import base64
import json
import time
from typing import Any

import pytest

from receiver import providers
from receiver.commands.verify import verdict
from receiver.services.samples import Request, signed

SECRET = "weak"
SAMPLES = [name for name in providers.names() if providers.load(name).samples]
each_provider = pytest.mark.parametrize("name", SAMPLES)


def line(name: str, **changed: Any) -> str:  # noqa: ANN401 - JSON is anything
    """Return a line with a request that is accepted, if nothing about it is changed."""
    sent = sample(name)
    request = {
        "provider": name,
        "secrets": [SECRET],
        "method": "POST",
        "url": "https://example.org/webhooks",
        "headers": sent.headers,
        "body": sent.body.decode(),
    }
    return json.dumps({key: value for key, value in {**request, **changed}.items() if value != ...})


def sample(name: str) -> Request:
    """Return a signed sample; rules on weak secrets do not apply here."""
    return signed(providers.load(name), SECRET, delivery_id="a-1")


def now() -> float:
    """Return the time of the samples."""
    return time.time()


@each_provider
def test_accepted(name: str) -> None:
    """What is signed is accepted, and its id and event are told."""
    expected = {"verdict": "accepted", "id": "a-1", "event": sample(name).event}
    assert expected == verdict(line(name), now())


@each_provider
def test_base64(name: str) -> None:
    """A body may come as base64, which can hold any bytes."""
    body = base64.b64encode(sample(name).body).decode()
    assert "accepted" == verdict(line(name, body=..., body_base64=body), now())["verdict"]


@each_provider
def test_without_method_and_url(name: str) -> None:
    """A request without a method is a POST."""
    assert "accepted" == verdict(line(name, method=..., url=...), now())["verdict"]
    assert "accepted" == verdict(line(name, method=None, url=None), now())["verdict"]


@each_provider
@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"body": "{} "}, 401),
        ({"body": ...}, 401),
        ({"headers": {}}, 401),
        ({"headers": ...}, 401),
        ({"secrets": ["other"]}, 401),
        ({"method": "GET"}, 405),
        ({"method": "post"}, 405),
    ],
)
def test_refused(name: str, changed: dict[str, Any], status: int) -> None:
    """What is not is refused, with the status and the reason that the sender would hear."""
    answer = verdict(line(name, **changed), now())
    assert ("refused", status) == (answer["verdict"], answer["status"])
    assert SECRET not in answer["reason"]


@each_provider
def test_repeated_header(name: str) -> None:
    """A header that stands twice is given as a list, and refused as it would be."""
    header = providers.load(name).scheme.header.name
    headers = sample(name).headers
    twice = verdict(line(name, headers=headers | {header: [headers[header]] * 2}), now())
    assert ("refused", 401) == (twice["verdict"], twice["status"])
    once = verdict(line(name, headers=headers | {header: [headers[header]]}), now())
    assert "accepted" == once["verdict"]
