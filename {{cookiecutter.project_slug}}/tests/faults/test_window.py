"""How old or early a delivery may be, and how its time has to be written."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from behind import NOW, Behind
from fake import SECRET, signed
from proof import Proof
from receiver.signatures.signing import Request, sign
from schemes import SCHEME

DAY = 86_400
INSIDE = (-300, -299, -1, 0, 1, 299, 300)
OUTSIDE = (-DAY, -302, -301, 301, 302, DAY, -NOW + 1)
ODD = ("NaN", "nan", "inf", "-inf", "1.76e9", "9" * 5000, "0x68e77d00", "1_760_000_000")
PADDED = (f"{NOW}.0", f"{NOW}.", f" {NOW}", f"{NOW} ", f"0{NOW}", f"+{NOW}", f"{NOW}000", f"-{NOW}")


def written(text: str) -> Mapping[str, str]:
    """Return the headers of a delivery that was signed now, with its time written like this."""
    assert SCHEME.timestamp
    unit = replace(SCHEME.timestamp.unit, write=lambda _now: text)
    scheme = replace(SCHEME, timestamp=replace(SCHEME.timestamp, unit=unit))
    request = Request("", {"Fake-Id": "1", "Fake-Event": "ping"}, b"{}")
    return sign(scheme, request, SECRET.encode(), NOW).headers


@pytest.mark.fault(19, "times at the edges of the window, and times that are none, all signed")
async def test_window(proof: Proof) -> None:
    """It is decided exactly at the window, in both directions, and what is no time is refused."""
    behind, told = Behind(), dict[object, int | None]()
    for offset in (*INSIDE, *OUTSIDE):
        headers = signed(now=NOW + offset)
        told[offset] = (await behind.get(headers=headers)).status
    for text in (*ODD, *PADDED):
        told[text] = (await behind.get(headers=written(text))).status
    accepted = [each for each, status in told.items() if status == 202]
    proof.figure(f"of {len(told)} accepted: {', '.join(map(str, accepted))} s")
    assert [*INSIDE] == accepted
    assert {202, 401} == set(told.values())
    assert 202 == (await behind.get(headers=written(str(NOW)))).status
