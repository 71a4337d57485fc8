"""One scheme of each kind that a provider can declare, for tests of what holds for all of them."""

import pytest

from fake import PROVIDER
from receiver.fields import Header
from receiver.parts import Body, Items, base64_digest
from receiver.signatures import Scheme
from receiver.timestamps import Timestamp

NOW = 1_760_000_000
BODY = b'{"id": "1"}'
SENT = {"Host": "example.org"}
STAMP = Header("Stamp")
SCHEMES = {
    "plain": Scheme(header=Header("Sig")),
    "prefix": Scheme(header=Header("Sig"), prefix=b"sha256="),
    "optional prefix": Scheme(header=Header("Sig"), optional_prefix=b"sha256="),
    "sha1": Scheme(header=Header("Sig"), algorithm="sha1"),
    "base64 of sha512": Scheme(header=Header("Sig"), algorithm="sha512", encode=base64_digest),
    "items": PROVIDER.scheme,
    "other grammar": Scheme(header=Header("Sig"), items=Items(b"v1", separator=b" ", equals=b",")),
    "timestamp of its own": Scheme(
        header=Header("Sig"), content=(STAMP, b":", Body()), timestamp=Timestamp(STAMP)
    ),
    "another header covered": Scheme(header=Header("Sig"), content=(Header("Host"), Body())),
}
schemes = pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
