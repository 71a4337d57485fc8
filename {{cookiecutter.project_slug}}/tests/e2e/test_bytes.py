"""What is stored is what was sent, to the byte."""

from receiver.storage import reading
from receiver.storage.engine import open_database
from world import World

BODIES = [
    b'{"a":"\\u00e9\\/"}',
    '{"a":"e\u0301 \u00e9 \u2603"}'.encode(),
    b'{"a":1,"a":2}',
    b'{"a":1e400}',
    b"\xef\xbb\xbf{}",
    b'{\r\n"a" : 1.0 }\r\n',
    b'"\\ud800"',
    b'"\\u0000"',
    b"[" * 400 + b"]" * 400,
]


def test_exact_bytes(world: World) -> None:
    """Escapes, forms of Unicode, repeated keys, marks and line ends come back unchanged."""
    with world.service():
        assert {202} == {world.deliver(body).status_code for body in BODIES}
    with open_database(world.database_url) as database, database.snapshot() as connection:
        found = [reading.one(connection, key) for key in range(1, len(BODIES) + 1)]
    assert BODIES == [each[0].body for each in found if each]
