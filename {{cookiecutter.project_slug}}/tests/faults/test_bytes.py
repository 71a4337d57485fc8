"""What is stored is what was sent, to the byte."""

from random import Random

import pytest

from fake import signed
from proof import Proof
from world import World

JSON = {
    "escapes": b'{"a":"\\u00e9\\/\\ud83d\\ude00"}',
    "composed": '{"a":"\u00e9"}'.encode(),
    "decomposed": '{"a":"e\u0301"}'.encode(),
    "duplicate keys": b'{"a":1,"a":2}',
    "1e400": b'{"a":1e400,"b":-0.0,"c":1.10}',
    "BOM": b"\xef\xbb\xbf{}",
    "CRLF": b'{\r\n"a" : 1.0 }\r\n',
    "trailing newline": b"{}\n",
    "trailing spaces": b" {} \t",
    "lone surrogate": b'"\\ud800"',
    "NUL": b'"\\u0000"',
    "depth": b"[" * 400 + b"]" * 400,
    "long number": b"1" * 4000,
}
ANYTHING = {
    "invalid UTF-8": b"\xff\xfe\xc3(\xed\xa0\x80",
    "empty": b"",
    "every byte": bytes(range(256)),
    "newlines": b"\r\n\n\r",
    "cut-off JSON": b'{"a": "\xe2\x98',
    "form": b"payload=%7B%7D&a=%ff&a=+",
}


@pytest.mark.fault(18, "bytes that a parser, a database or a proxy would like to change")
def test_exact_bytes(world: World, proof: Proof) -> None:
    """Whatever was sent is what is stored: of JSON as it was written, and of anything else."""
    random, sent = Random(18), dict[str, bytes]()  # noqa: S311 - the same bytes each time
    noise = {f"noise-{n}": random.randbytes(n * 7) for n in range(proof.of(20, 2_000))}
    with world.service():
        for path, bodies in (("fake", JSON), ("raw", JSON | ANYTHING | noise)):
            for name, body in bodies.items():
                sent[f"{path}: {name}"] = body
                headers = signed(body, delivery_id=f"{path}: {name}")
                url = world.url(f"/webhooks/{path}")
                assert 202 == world.client.post(url, content=body, headers=headers).status_code
    changed = [name for name, body in world.stored().items() if sent[name] != body]
    proof.figure(f"{len(sent):,} bodies, {len(changed)} changed")
    assert [] == changed
    assert sent.keys() == world.stored().keys()
