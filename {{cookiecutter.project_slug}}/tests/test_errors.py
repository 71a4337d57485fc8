"""Every refusal has a status of its own and a bounded label; handlers' errors are checked."""

from receiver import errors
from receiver.errors import MethodWrong, PayloadInvalid, ReceiverError, Unavailable

POLICY = {
    "SignatureInvalid": 401,
    "TimestampOutside": 401,
    "Malformed": 400,
    "SourceUnknown": 404,
    "MethodWrong": 405,
    "ReadTimeout": 408,
    "BodyTooLarge": 413,
    "BodyEncoded": 415,
    "PayloadInvalid": 422,
    "Unavailable": 503,
}
LEAVES = [each for each in vars(errors).values() if isinstance(each, type)]
REFUSALS = [each for each in LEAVES if issubclass(each, ReceiverError) and each != ReceiverError]


def test_status_policy() -> None:
    """Each refusal has the status that the policy gives it."""
    assert POLICY.items() <= {each.__name__: each.status for each in REFUSALS}.items()


def test_reasons() -> None:
    """Each refusal is counted under a name of its own."""
    assert len(REFUSALS) == len({each.reason for each in REFUSALS})


def test_headers() -> None:
    """The refusals that ask for a header have it."""
    assert {"Allow": "POST"} == MethodWrong("").headers()
    assert {"Retry-After": "5"} == Unavailable("").headers()
    assert {} == ReceiverError("").headers()


def test_members() -> None:
    """A refusal's problem document holds its detail; for field errors that is their list."""
    assert {"detail": "why"} == ReceiverError("why").members()
    errors = [{"loc": ("a",), "msg": "m", "type": "t"}]
    assert {"detail": [{"loc": ("body", "a"), "msg": "m", "type": "t"}]} == (
        PayloadInvalid(errors).members()
    )
