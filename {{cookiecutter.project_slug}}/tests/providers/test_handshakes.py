"""Recorded handshakes of each provider, answered as its documentation demands."""

import json
from dataclasses import replace
from typing import Any

import pytest

from forging import NOW
from receiver import providers
from receiver.commands.verify import verdict
from receiver.signatures.signing import Request
from recorded import names, recorded
from senders import URL, sender
from stopped import service

each_provider = pytest.mark.parametrize("name", names())
Pairs = list[tuple[dict[str, Any], dict[str, Any]]]


def handshakes(name: str) -> Pairs:
    """Return what a provider asks, with what it expects."""
    return [(each["request"], each["response"]) for each in recorded(name)["handshakes"]]


def line(name: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Return a handshake as `receiver verify` reads it, signed if it has to be."""
    asking, secret = sender(name), asked.get("secret")
    if secret:
        asking = replace(asking, key=secret.encode(), text=secret)
    url = f"{URL}/{name}?{asked.get('query', '')}".removesuffix("?")
    request = Request(url, asked.get("headers", {}), asked.get("body", "").encode())
    if asked.get("signed"):
        request = asking.signed(request, NOW)
    return {**asking.line(request), "method": asked["method"]}


def same(expected: dict[str, Any], body: str) -> bool:
    """Say whether a body is the expected one; JSON may be spaced otherwise."""
    if expected.get("content_type") == "application/json":
        return bool(json.loads(expected["body"]) == json.loads(body))
    return bool(expected["body"] == body)


def headers_of(expected: dict[str, Any]) -> dict[str, str]:
    """Return the headers that an answer must have."""
    kind = {"Content-Type": expected["content_type"]} if "content_type" in expected else {}
    return {**expected.get("headers", {}), **kind}


@each_provider
async def test_answered(name: str, database_url: str) -> None:
    """The service answers to the letter, and takes it for no delivery."""
    for asked, expected in handshakes(name):
        async with service(line(name, asked), NOW, database_url) as running:
            answer = await running.exchange(line(name, asked))
            assert [] == running.stored()
        assert expected["status"] == answer.status
        assert same(expected, answer.body.decode())
        for header, value in headers_of(expected).items():
            assert value == (answer.header(header.lower()) or "").partition(";")[0]


@each_provider
def test_verdict(name: str) -> None:
    """`receiver verify` tells the same answer."""
    for asked, expected in handshakes(name):
        told = verdict(json.dumps(line(name, asked)), NOW)
        assert ("handshake", expected["status"]) == (told["verdict"], told["status"])
        assert same(expected, told["body"])
        assert headers_of(expected).items() <= told["headers"].items()


@each_provider
def test_unsigned(name: str) -> None:
    """Where it has to be signed it is answered to nobody but the sender."""
    for asked, answer in handshakes(name):
        told = verdict(json.dumps(line(name, {**asked, "signed": False})), NOW)
        answered, refused = ("handshake", answer["status"]), ("refused", rejection(name))
        assert (refused if asked.get("signed") else answered) == (told["verdict"], told["status"])


def rejection(name: str) -> int:
    """Return the status of what is not signed as it should be."""
    return providers.load(name).rejection
