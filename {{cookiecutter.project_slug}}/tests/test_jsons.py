"""JSON is read as Python's own parser reads it, and written in few bytes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receiver import jsons

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_any_value(value: object) -> None:
    """What is written can be read again, and is what Python's own parser reads."""
    document = jsons.write(value)
    assert value == json.loads(document) == jsons.read(document.encode())


@pytest.mark.parametrize(
    "document",
    [
        b"18446744073709551616000",
        b'{"a": 1, "a": 2}',
        b"NaN",
        b"[-Infinity, 1e400]",
        b'"\\ud800"',
        b"\xef\xbb\xbf{}",
        '{"é": 1}'.encode("utf-16"),
        b" [1.0, 1E5, -0] \r\n",
    ],
)
def test_as_python_reads_it(document: bytes) -> None:
    """Whatever Python's parser takes is taken, with the same result, to the last digit."""
    assert repr(json.loads(document)) == repr(jsons.read(document))


@pytest.mark.parametrize(
    "document", [b"", b"{", b"[1,]", b"{}x", b'"\x01"', b"\xff", b'"\xff"', b"1" * 5000, b"nul"]
)
def test_no_json(document: bytes) -> None:
    """What is no JSON is a `ValueError`, as with Python's own."""
    with pytest.raises(ValueError, match=r"\S"):
        jsons.read(document)


def test_too_deep() -> None:
    """What is nested too deep is a `RecursionError`."""
    with pytest.raises(RecursionError):
        jsons.read(b"[" * 100_000)


@pytest.mark.parametrize("value", ["\ud800", {"a": "\udfff"}, 2**80, {1: 2}])
def test_written_all_the_same(value: object) -> None:
    """Halves of characters, long numbers and keys that are numbers are written as well."""
    assert json.loads(json.dumps(value)) == json.loads(jsons.write(value))


def test_what_json_does_not_know() -> None:
    """Other objects are what the default makes of them."""
    assert '{"a":"<class \'object\'>"}' == jsons.write({"a": object}, default=repr)
