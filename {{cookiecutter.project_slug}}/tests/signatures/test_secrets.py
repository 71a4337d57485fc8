"""Each format of secrets is read as its sender's own library does, and never guessed."""

import pytest

from receiver.signatures.secrets import HEX_KEY, SUPABASE, TEXT, WHSEC, SecretFormat

KEY = b"\xfb\xff\x00secret key of ours"
BASE64 = "+/8Ac2VjcmV0IGtleSBvZiBvdXJz"


@pytest.mark.parametrize(
    ("secret_format", "secret", "expected"),
    [
        (TEXT, "whsec_abc", b"whsec_abc"),
        (TEXT, " é ", " é ".encode()),
        (HEX_KEY, "00fFAb", b"\x00\xff\xab"),
        (WHSEC, f"whsec_{BASE64}", KEY),
        (WHSEC, BASE64, KEY),
        (WHSEC, "whsec_+/8=", b"\xfb\xff"),
        (WHSEC, "whsec_+/8", b"\xfb\xff"),
        (SUPABASE, f"v1,whsec_{BASE64}", KEY),
        (SUPABASE, f"whsec_{BASE64}", KEY),
    ],
)
def test_read(secret_format: SecretFormat, secret: str, expected: bytes) -> None:
    """Text is taken literally, prefix and all; keys are decoded, padded or not."""
    assert expected == secret_format.decode(secret)


@pytest.mark.parametrize(
    ("secret_format", "secret"),
    [
        (TEXT, "\ud800"),
        (HEX_KEY, ""),
        (HEX_KEY, "abc"),
        (HEX_KEY, "ab cd"),
        (HEX_KEY, "0xab"),
        (HEX_KEY, "ab\n"),
        (HEX_KEY, "\uff11\uff11"),
        (WHSEC, ""),
        (WHSEC, "whsec_"),
        (WHSEC, "whsec_-_8="),
        (WHSEC, "whsec_a"),
        (WHSEC, "whsec_ab cd"),
        (WHSEC, "whsec_\u00e9\u00e9\u00e9\u00e9"),
        (WHSEC, "whpk_" + BASE64),
        (WHSEC, f"v1,whsec_{BASE64}"),
        (SUPABASE, "v1,"),
        (SUPABASE, f"v2,whsec_{BASE64}"),
    ],
)
def test_refused(secret_format: SecretFormat, secret: str) -> None:
    """Whatever is no such secret is refused, before any message comes."""
    with pytest.raises(ValueError, match=r".*"):
        secret_format.decode(secret)


@pytest.mark.parametrize("secret_format", [TEXT, HEX_KEY, WHSEC, SUPABASE])
def test_shared(secret_format: SecretFormat) -> None:
    """Both sides have these secrets, so they must not be weak; each format says what it is."""
    assert secret_format.shared
    assert secret_format.says
