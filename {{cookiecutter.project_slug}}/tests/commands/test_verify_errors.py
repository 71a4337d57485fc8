"""`receiver verify` and lines that are no requests: an error in words, and the next line."""

import json
from random import Random
from typing import Any

import pytest

from receiver import providers
from receiver.commands.verify import verdict

NAME = providers.names()[0]
REQUEST = {"provider": NAME, "secrets": ["canary"], "headers": {}, "body": ""}
LINES = {
    "no JSON": "{",
    "nothing": "null",
    "a list": "[]",
    "a number": "1",
    "deep": "[" * 100_000,
    "a long number": "1" * 10_000,
    "no provider": {"secrets": ["canary"]},
    "unknown provider": {**REQUEST, "provider": f"{NAME}x"},
    "provider that is a list": {**REQUEST, "provider": [NAME]},
    "no secrets": {"provider": NAME},
    "secrets that are empty": {**REQUEST, "secrets": []},
    "an empty secret": {**REQUEST, "secrets": ["canary", ""]},
    "one secret that is no list": {**REQUEST, "secrets": "canary"},
    "a secret that is no text": {**REQUEST, "secrets": [1]},
    "a surrogate in a secret": {**REQUEST, "secrets": ["\ud800"]},
    "headers that are a list": {**REQUEST, "headers": ["a"]},
    "a surrogate in a header": {**REQUEST, "headers": {"a": "\ud800"}},
    "a body that is no text": {**REQUEST, "body": {"a": 1}},
    "a surrogate in the body": {**REQUEST, "body": "\ud800"},
    "no base64": {**REQUEST, "body_base64": "a"},
    "base64 that is no text": {**REQUEST, "body_base64": 1},
    "no ASCII in base64": {**REQUEST, "body_base64": "é"},
}


def text(value: object) -> str:
    """Return a line."""
    return value if isinstance(value, str) else json.dumps(value)


@pytest.mark.parametrize("value", LINES.values(), ids=LINES)
def test_error(value: object) -> None:
    """The verdict is an error that says what is wrong, without the secret."""
    answer = verdict(text(value), 0)
    assert ("error", {"verdict", "reason"}) == (answer["verdict"], set(answer))
    assert answer["reason"]
    assert "canary" not in answer["reason"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"provider": f"{NAME}x"}, f"no provider {NAME}x; valid: "),
        ({"secrets": "canary"}, "secrets must be a list"),
        ({"secrets": []}, "secrets must be a list of one or more secrets, none of them empty"),
    ],
)
def test_words(changed: dict[str, Any], expected: str) -> None:
    """The common mistakes are named."""
    assert verdict(json.dumps({**REQUEST, **changed}), 0)["reason"].startswith(expected)


def test_garbage() -> None:
    """Of 3,000 lines of garbage each has a verdict."""
    random = Random(22)  # noqa: S311 - the same garbage each time
    values: list[Any] = ["", "é\x00", 1, -1.5, None, True, [], ["a"], {}, {"a": 1}, NAME, "POST"]
    keys = ["provider", "secrets", "method", "url", "headers", "body", "body_base64"]
    for _ in range(3_000):
        request = REQUEST | {key: random.choice(values) for key in random.sample(keys, 3)}
        assert verdict(json.dumps(request), 0)["verdict"] in {"refused", "error"}
