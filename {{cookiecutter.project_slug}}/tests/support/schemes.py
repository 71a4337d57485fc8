"""One scheme of each kind that a provider can declare, for tests of what holds for all of them."""

import pytest

from receiver.headers import Bearer, Header, NumberedHeaders
from receiver.messages import Message
from receiver.places import Either, Json, Query
from receiver.signatures.algorithms import Hmac, Token
from receiver.signatures.encodings import BASE64
from receiver.signatures.parts import Body, Item, Items, Method, Url
from receiver.signatures.schemes import Scheme
from receiver.signatures.signing import Request, sign
from receiver.signatures.timestamps import DATE, MILLISECONDS, SECONDS_OR_MILLISECONDS, Timestamp
from receiver.trust import Trust

NOW = 1_760_000_000
KEY = b"secret"
URL = "https://hooks.example.com/webhooks/fake?shop=1"
SENT = {"Host": "example.org", "Id": "msg_1"}
BODY = b'{"id": "1", "at": 1760000000, "ms": 1760000000000, "seal": {"hmac": "{signature}"}}'
"""It has a place for a signature; to schemes that put theirs elsewhere that is text like any."""
SIG, STAMP = Header("Sig"), Header("Stamp")
SCHEME = Scheme(
    place=Header("Fake-Signature"),
    items=Items(signature=b"v1"),
    content=(Item(b"t"), b".", Body()),
    timestamp=Timestamp(Item(b"t"), tolerance=300),
)
"""That of the fake provider."""
SCHEMES = {
    "plain": Scheme(place=SIG),
    "prefix": Scheme(place=SIG, prefix=b"sha256="),
    "optional prefix": Scheme(place=SIG, optional_prefix=b"sha256="),
    "sha1": Scheme(place=SIG, algorithm=Hmac("sha1")),
    "base64 of sha512": Scheme(place=SIG, algorithm=Hmac("sha512", BASE64)),
    "items": SCHEME,
    "other grammar": Scheme(place=SIG, items=Items(b"v1", separator=b" ", equals=b",")),
    "timestamp of its own": Scheme(
        place=SIG, content=(STAMP, b":", Body()), timestamp=Timestamp(STAMP)
    ),
    "milliseconds in the body": Scheme(
        place=SIG, timestamp=Timestamp(Json("ms"), tolerance=60, unit=MILLISECONDS)
    ),
    "seconds or milliseconds": Scheme(
        place=SIG,
        content=(STAMP, Body()),
        timestamp=Timestamp(STAMP, unit=SECONDS_OR_MILLISECONDS),
    ),
    "date": Scheme(place=SIG, content=(STAMP, Body()), timestamp=Timestamp(STAMP, unit=DATE)),
    "another header covered": Scheme(place=SIG, content=(Header("Host"), Body())),
    "aliased headers": Scheme(
        place=Header("Sig", alias="Old-Sig"), content=(Header("Id", alias="Old-Id"), b".", Body())
    ),
    "method and URL": Scheme(place=SIG, content=(Method(), b" ", Url(), Body())),
    "signature in the body": Scheme(
        place=Json("seal.hmac"), content=(Json("at"), Json("id")), timestamp=Timestamp(Json("at"))
    ),
    "signature in the URL": Scheme(place=Query("sig"), algorithm=Hmac(encoding=BASE64)),
    "numbered headers": Scheme(place=NumberedHeaders("Sig-"), algorithm=Hmac(encoding=BASE64)),
    "bearer": Scheme(place=Bearer()),
    "token": Scheme(place=SIG, content=(), algorithm=Token()),
    "either of two places": Scheme(
        place=Either(Bearer(), Query("token")), content=(), algorithm=Token()
    ),
}
schemes = pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
timed = pytest.mark.parametrize(
    "scheme",
    [each for each in SCHEMES.values() if each.timestamp],
    ids=[name for name, each in SCHEMES.items() if each.timestamp],
)


def signed(scheme: Scheme, body: bytes = BODY, key: bytes = KEY) -> Request:
    """Return a request that is signed now."""
    return sign(scheme, Request(URL, SENT, body), key, NOW)


def verified(scheme: Scheme, message: Message, *keys: bytes, now: float = NOW) -> int:
    """Return the index of the key that fits."""
    return scheme.verify(message, Trust(keys=keys or (KEY,)), now)
