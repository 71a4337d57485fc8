"""A header that lists items is read in one grammar: nothing else counts as a signature."""

import pytest

from fake import PROVIDER, SECRET, message, signed
from receiver.errors import SignatureInvalid, TimestampOutside

NOW = 1_760_000_000
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
        PROVIDER.scheme.verify(message({"Fake-Signature": value}), [SECRET.encode()], NOW)
