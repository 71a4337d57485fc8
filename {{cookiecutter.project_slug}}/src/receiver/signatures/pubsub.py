"""Google's push tokens: JWTs that say which service account sends, and to whom.

https://docs.cloud.google.com/pubsub/docs/authenticate-push-subscriptions
"""

from receiver.errors import Malformed, SignatureInvalid
from receiver.headers import Bearer
from receiver.messages import Message
from receiver.signatures import jwts
from receiver.signatures.signing import Request
from receiver.trust import Trust

CERTIFICATES = "https://www.googleapis.com/oauth2/v3/certs"
TEST_KEY = "receiver-test-key"
ISSUERS = ["https://accounts.google.com", "accounts.google.com"]


def token(message: Message) -> bytes:
    """Return the bearer token, of which there must be one."""
    try:
        found = Bearer().raw(message)
    except Malformed as error:
        raise SignatureInvalid(error.detail) from None
    if not found:
        reason = "the header Authorization holds no bearer token"
        raise SignatureInvalid(reason)
    return found[0]


def key_url(message: Message) -> str:
    """Return where Google publishes its keys; a test key says by its id that it is one."""
    return TEST_KEY if jwts.key_id(token(message)) == TEST_KEY else CERTIFICATES


def check(document: bytes, _now: float) -> None:
    """Raise `ValueError` unless the document is a set of keys."""
    jwts.key_set(document)


def verify(message: Message, trust: Trust, now: float) -> int:
    """Hold the token against Google's keys, the audience and the service account."""
    expected: jwts.Claims = {
        "aud": {"essential": True, "value": trust.options["audience"]},
        "email": {"essential": True, "value": trust.options["email"]},
        "email_verified": {"essential": True, "value": True},
        "iss": {"essential": True, "values": ISSUERS},
        "exp": {"essential": True},
        "iat": {"essential": True},
    }
    jwts.verify(token(message), trust.document, expected, now)
    return 0


def sign(request: Request, trust: Trust, now: int) -> Request:
    """Add the token that Google would."""
    claims = {
        "aud": trust.options["audience"],
        "email": trust.options["email"],
        "email_verified": True,
        "iss": ISSUERS[0],
        "iat": now,
        "exp": now + 3600,
    }
    bearer = jwts.sign(claims, trust.keys[0], TEST_KEY)
    return request.with_headers({"Authorization": f"Bearer {bearer}"})
