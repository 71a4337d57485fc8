"""Garbage: values that trip up parsers, and changes that put them into a value or into JSON."""

import json
from random import Random
from typing import Any

VALUES = (
    *(b"", b" ", b"0", b"-1", b"1.5", b"1e9", b"nan", b"inf", b"00", b"9" * 30, b"9" * 5000),
    *(b"\xff\xfe", b"\xc3\xa9", b"\xed\xa0\x80", b"\x00", b"a\r\nb", b"x" * 300, b"=", b",", b"%"),
    *(b"t=,v1=", b"v1,", b"v0=", b"sha1=00", b"sha256=", b"Bearer", b"Bearer  ", b"a=1&a=2", b"{}"),
    *(b"application/x-www-form-urlencoded", b"application/json, text/plain", b"text/xml"),
    *(b"application/cloudevents-batch+json", b"gzip", b"identity", b"*", b"/;?#[]@:", b"null"),
)
BODIES = (
    *(b"", b"null", b"[]", b"{}", b"[[]]", b"[{}]", b'""', b"0", b"NaN", b"[1e400]", b"1" * 5000),
    *(b"\xff", b"\xef\xbb\xbf{}", b'{"a":1}{', b"[" * 5000, b'{"a":' * 5000, b'["\\ud800"]'),
    *(b"payload=%7B%7D", b"payload=x&payload=y", b"payload=%ff", b"a=%", b"&" * 2000, b"<xml/>"),
)
MEMBERS: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**30, float("nan"), float("inf"), "", " ", "x", "0", "1e9"),
    *("\ud800", "\x00", "\u2028", "é", "x" * 300, "9" * 5000, [], {}, [[]], [None], [{}], {"": ""}),
)


def value(random: Random, old: bytes) -> bytes:
    """Return a header's value, changed."""
    changes = (
        random.choice(VALUES),
        random.choice(VALUES),
        random.choice(VALUES) + old,
        random.randbytes(random.randrange(60)),
        old + random.choice((b",", b", ", b" ", b";", b"=")) + random.choice((old, b"x")),
        old[: random.randrange(len(old) + 1)],
        old.swapcase(),
        flipped(random, old),
    )
    return random.choice(changes)


def flipped(random: Random, old: bytes) -> bytes:
    """Return bytes with one bit changed."""
    if not old:
        return b"\x80"
    changed = bytearray(old)
    changed[random.randrange(len(old))] ^= 1 << random.randrange(8)
    return bytes(changed)


def body(random: Random, old: bytes) -> bytes:
    """Return a body, changed: as JSON if it is some, or byte by byte."""
    match random.randrange(8):
        case 0:
            return random.choice(BODIES)
        case 1:
            return random.randbytes(random.randrange(60))
        case 2:
            return flipped(random, old)
        case 3:
            at = random.randrange(len(old) + 1)
            return old[:at] + random.choice(VALUES) + old[at:]
    try:
        return json.dumps(member(random, json.loads(old))).encode()
    except (ValueError, RecursionError):
        return value(random, old)


def member(random: Random, old: Any) -> Any:  # noqa: ANN401 - JSON is anything
    """Return JSON in which one member, at any depth, is another, gone, or there twice."""
    if not (isinstance(old, dict | list) and old) or not random.randrange(6):
        return random.choice(MEMBERS)
    if isinstance(old, list):
        changed = [*old]
        at = random.randrange(len(old))
        changed[at : at + 1] = [member(random, old[at])] * random.randrange(3)
        return changed
    name = random.choice([*old])
    others = {key: each for key, each in old.items() if key != name}
    return {**others, name: member(random, old[name])} if random.randrange(5) else others
