"""Traceparents: read as W3C writes them, or not at all."""

import pytest

from receiver import traceparents

TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
VALID = f"00-{TRACE}-{SPAN}-01"


@pytest.mark.parametrize("value", [VALID, f"00-{TRACE}-{SPAN}-00", f"00-{TRACE}-{SPAN}-ff"])
def test_valid(value: str) -> None:
    """What is in the form of version 00 is kept as it is."""
    assert value == traceparents.read(value.encode())


@pytest.mark.parametrize(
    "value", [f"01{VALID[2:]}", f"cc{VALID[2:]}-what-comes-then", f"fe{VALID[2:]}-"]
)
def test_later_version(value: str) -> None:
    """Of a later version counts what version 00 has."""
    assert VALID == traceparents.read(value.encode())


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        " ",
        f" {VALID}",
        f"{VALID}\n",
        f"{VALID}-",
        f"{VALID}-more",
        f"{VALID},{VALID}",
        f"ff{VALID[2:]}",
        f"01{VALID[2:]}more",
        f"0{VALID[2:]}",
        f"00-{'0' * 32}-{SPAN}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE.upper()}-{SPAN}-01",
        f"00-{TRACE[1:]}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}0-01",
        f"00-{TRACE}-{SPAN}-1",
        f"00-{TRACE}-{SPAN}-0g",
        f"00-{TRACE}-{SPAN}-é1",
        f"00-{TRACE}-{SPAN}",
        f"00_{TRACE}_{SPAN}_01",
        f"\u0660\u0660{VALID[2:]}",
        "a" * 1_000_000,
    ],
)
def test_invalid(value: str | None) -> None:
    """All else is no traceparent, and no error."""
    assert None is traceparents.read(value.encode() if value is not None else None)


def test_trace_id() -> None:
    """The trace's id is its second part; where there is no trace there is none."""
    assert [TRACE, None, None] == [traceparents.trace_id(each) for each in (VALID, None, "é")]
