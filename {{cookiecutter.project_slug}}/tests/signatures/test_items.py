"""A header that lists items is read in one grammar: nothing else counts as a signature."""

import pytest

from fake import SECRET, message, signed
from receiver.errors import SignatureInvalid, TimestampOutside
from receiver.headers import Header
from receiver.signatures.parts import Items
from receiver.signatures.reading import items_in
from schemes import NOW, SCHEME, verified

FAKE = signed(now=NOW)["Fake-Signature"]


@pytest.mark.parametrize(
    "value",
    [
        FAKE.replace("v1=", "v0="),
        FAKE.replace("v1=", "v2="),
        FAKE.replace("v1=", "V1="),
        FAKE.replace("v1=", "v1=v1="),
        FAKE.replace(",", ", "),
        FAKE.replace(",", ";"),
        FAKE.partition(",")[0],
        FAKE.partition(",")[2],
        f"t={NOW},{FAKE}",
        f"t=,{FAKE.partition(',')[2]}",
        ",",
        "=",
        "alg=none",
    ],
)
def test_other_items(value: str) -> None:
    """Items of another version, another grammar, or missing or doubled ones are refused."""
    with pytest.raises((SignatureInvalid, TimestampOutside)):
        verified(SCHEME, message({"Fake-Signature": value}), SECRET.encode())


def test_items() -> None:
    """Items are found by their names, in their order; the signature's are always named."""
    sent = message({"Sig": "b=1;a=2;b;=3;c=4=5"})
    expected = {b"v1": [], b"b": [b"1", b""], b"a": [b"2"], b"": [b"3"], b"c": [b"4=5"]}
    assert expected == items_in(Header("Sig"), Items(b"v1", separator=b";"), sent)
