"""Every refusal has a status of its own and a bounded label; handlers' errors are checked."""

from receiver import errors
from receiver.errors import (
    KeyUnavailable,
    KeyUnknown,
    MethodWrong,
    PayloadInvalid,
    ReceiverError,
    SignatureInvalid,
    Unavailable,
)

POLICY = {
    "SignatureInvalid": 401,
    "TimestampOutside": 401,
    "KeyUnknown": 401,
    "HandshakeRefused": 403,
    "Malformed": 400,
    "SourceUnknown": 404,
    "MethodWrong": 405,
    "ReadTimeout": 408,
    "BodyTooLarge": 413,
    "BodyEncoded": 415,
    "PayloadInvalid": 422,
    "Unavailable": 503,
    "Overloaded": 503,
    "KeyUnavailable": 503,
}
LEAVES = [each for each in vars(errors).values() if isinstance(each, type)]
REFUSALS = [each for each in LEAVES if issubclass(each, ReceiverError) and each != ReceiverError]


def test_status_policy() -> None:
    """Each refusal has the status that the policy gives it, and there is no other."""
    assert POLICY == {each.__name__: each.status for each in REFUSALS}


def test_reasons() -> None:
    """Each refusal is counted under a name of its own; an unknown key is a wrong signature."""
    counted = [each for each in REFUSALS if each is not KeyUnknown]
    assert len(counted) == len({each.reason for each in counted})
    assert SignatureInvalid.reason == KeyUnknown.reason


def test_headers() -> None:
    """The refusals that ask for a header have it."""
    assert {"Allow": "POST"} == MethodWrong("").headers()
    assert {"Retry-After": "5"} == Unavailable("").headers() == KeyUnavailable("").headers()
    assert {"Allow": "POST, GET"} == MethodWrong("", ["POST", "GET"]).headers()
    assert {} == ReceiverError("").headers()


def test_members() -> None:
    """A refusal's problem document holds its detail; for field errors that is their list."""
    assert {"detail": "why"} == ReceiverError("why").members()
    errors = [{"loc": ("a",), "msg": "m", "type": "t"}]
    assert {"detail": [{"loc": ("body", "a"), "msg": "m", "type": "t"}]} == (
        PayloadInvalid(errors).members()
    )
