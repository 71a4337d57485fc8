"""Adyen's library, which signs as well: the bodies of platforms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from Adyen.util import (  # type: ignore[import-untyped]  # it ships no types
    generate_payload_sig,
    is_valid_hmac_payload,
)
from senders import Sender

from tests.oracles.oracle import Oracle

if TYPE_CHECKING:
    from senders import Sender

    from receiver.signatures.signing import Request

NAME = "HmacSignature"


def sign(our: Sender, request: Request, _now: int) -> Request:
    """Sign a body."""
    return request.with_headers({NAME: generate_payload_sig(request.body, our.text).decode()})


def verify(our: Sender, request: Request) -> object:
    """Verify a body."""
    return is_valid_hmac_payload(request.headers[NAME], our.text, request.body)


SDK = Oracle(provider="adyen_platform", distribution="adyen", sign=sign, verify=verify)
ORACLES = (SDK,)


def test_beyond_ascii() -> None:
    """The SDK raises TypeError for a signature beyond ASCII; we refuse it."""
    request = SDK.ours.request().with_headers({NAME: "é"})
    with pytest.raises(TypeError):
        verify(SDK.ours, request)
    assert 401 == SDK.ours.status(request)
