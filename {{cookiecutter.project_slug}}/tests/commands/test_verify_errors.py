"""`receiver verify` and lines that are no requests: an error in words, and the next line."""

import json
from random import Random
from typing import Any

import pytest

from receiver import providers
from receiver.commands.verify import verdict
from senders import sender
from verdicts import line_of

NAME = providers.names()[0]
MEMBERS = ["provider", "secrets", "method", "url", "headers", "body", "body_base64", "cert"]
LINES = {
    "no JSON": ("{", "the line is not JSON"),
    "no UTF-8": (b'{"a": "\xff"}', "the line is not JSON"),
    "a long number": ("1" * 10_000, "the line is not JSON"),
    "nothing": ("null", "a request is a JSON object, such as"),
    "a list": ("[]", "a request is a JSON object, such as"),
    "a number": ("1", "a request is a JSON object, such as"),
    "deep": ("[" * 100_000, "the JSON is nested too deeply"),
    "no provider": ('{"secrets": ["canary"]}', "provider: Field required"),
    "unknown provider": ({"provider": f"{NAME}x"}, f"no provider {NAME}x; valid: "),
    "a provider that is a list": ({"provider": [NAME]}, "provider: "),
    "an empty secret": ({"secrets": ["canary", ""]}, "secrets.1: "),
    "one secret that is no list": ({"secrets": "canary"}, "secrets: "),
    "a secret that is no text": ({"secrets": [1]}, "secrets.0: "),
    "a surrogate in a secret": ({"secrets": ["\ud800"]}, "secrets.0: "),
    "a method that is no text": ({"method": 1}, "method: "),
    "a URL that is no text": ({"url": ["canary"]}, "url: "),
    "a surrogate in the URL": ({"url": "\ud800"}, "url: "),
    "headers that are a list": ({"headers": ["canary"]}, "headers: "),
    "a header that is a number": ({"headers": {"a": 1}}, "headers.a: should be text, or a list"),
    "a line of a header that is one": ({"headers": {"a": ["b", 1]}}, "headers.a.1: "),
    "a surrogate in a header": ({"headers": {"a": "\ud800"}}, "headers.a.0: "),
    "a surrogate in its name": ({"headers": {"\ud800": "a"}}, "headers."),
    "a body that is no text": ({"body": {"canary": 1}}, "body: "),
    "a surrogate in the body": ({"body": "\ud800"}, "body: "),
    "no base64": ({"body_base64": "a"}, "body_base64: should be base64"),
    "base64 with a space": ({"body_base64": "YW Jj"}, "body_base64: should be base64"),
    "base64 that is no text": ({"body_base64": 1}, "body_base64: should be base64"),
    "no ASCII in base64": ({"body_base64": "é"}, "body_base64: should be base64"),
    "a certificate that is no text": ({"cert": ["canary"]}, "cert: "),
}


@pytest.mark.parametrize(("changed", "expected"), LINES.values(), ids=LINES)
def test_error(changed: str | bytes | dict[str, Any], expected: str) -> None:
    """The verdict is an error that says where and what is wrong, without what stands there."""
    line = json.dumps(line_of(NAME) | changed) if isinstance(changed, dict) else changed
    answer = verdict(line, 0)
    assert ("error", {"verdict", "reason"}) == (answer["verdict"], set(answer))
    assert answer["reason"].startswith(expected)
    assert "canary" not in answer["reason"]


def test_nearest() -> None:
    """An unknown provider is told with the nearest one."""
    answer = verdict(json.dumps(line_of(NAME) | {"provider": f"{NAME}x"}), 0)
    assert answer["reason"].endswith(f"; did you mean {NAME}?")


def test_several() -> None:
    """Several mistakes are told at once."""
    answer = verdict(json.dumps(line_of(NAME) | {"method": 1, "body": 2}), 0)
    assert ["method", "body"] == [each.partition(":")[0] for each in answer["reason"].split("; ")]


@pytest.mark.parametrize("name", providers.names())
def test_garbage(name: str) -> None:
    """Of 500 lines of garbage each has a verdict."""
    random, request = Random(22), line_of(name)  # noqa: S311 - the same garbage each time
    values: list[Any] = ["", "é\x00", 1, -1.5, None, True, [], ["a"], {}, {"a": "1"}, name, "POST"]
    members = [*MEMBERS, *sender(name).options]
    for _ in range(500):
        changed = {key: random.choice(values) for key in random.sample(members, 3)}
        answer = verdict(json.dumps(request | changed), 0)
        assert answer["verdict"] in {"accepted", "refused", "error", "handshake"}
