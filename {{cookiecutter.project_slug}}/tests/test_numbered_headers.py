"""Of headers that are numbered each one counts, and nothing that only looks like one."""

import pytest

from fake import message
from receiver.headers import NumberedHeaders

NUMBERED = NumberedHeaders("X-Sig.")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("X-Sig.1", True),
        ("x-sig.0", True),
        ("X-SIG.999", True),
        ("X-Sig.1000", False),
        ("X-Sig.", False),
        ("X-Sig.1a", False),
        ("X-Sig-1", False),
        ("X-Sigx1", False),
        ("AX-Sig.1", False),
        ("X-Sig.1\n", False),
        ("X-Sig.\u0661", False),
    ],
)
def test_numbered(name: str, expected: bool) -> None:  # noqa: FBT001 - the expected answer
    """Numbered headers are those that end in one to three digits, and begin as they should."""
    assert expected is NUMBERED.hides(name.lower().encode())
    assert ([b"1"] if expected else []) == NUMBERED.raw(message({name: "1", "X": "2"}))


def test_several_numbered() -> None:
    """Every numbered header that holds something counts, in the order in which they came."""
    sent = message({"X-Sig.2": "b", "X-Sig.1": "a", "X-Sig.3": ""})
    assert [b"b", b"a"] == NUMBERED.raw(sent)
