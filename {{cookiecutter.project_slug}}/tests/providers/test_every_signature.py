"""Which signatures every provider of this project takes: of any live secret, and of no other kind.

Signatures of another kind are made with the right key here, which no sender would do.
"""

from dataclasses import replace

import pytest

from forging import NOW, draft, with_samples
from receiver import providers
from receiver.errors import ReceiverError
from receiver.headers import Header
from receiver.messages import Message
from receiver.services.verification import Verified
from receiver.signatures.algorithms import Hmac
from receiver.signatures.schemes import Scheme
from receiver.signatures.signing import Request, sign
from receiver.trust import Trust
from senders import sender

NAMES = with_samples()
SCHEMES = {n: each for n in NAMES if isinstance(each := providers.load(n).scheme, Scheme)}
HMACS = {n: each.algorithm for n, each in SCHEMES.items() if isinstance(each.algorithm, Hmac)}
ALGORITHMS = [Hmac("sha1"), Hmac("sha256"), Hmac("sha512")]
DIGESTS = [(n, each) for n in HMACS for each in ALGORITHMS if each.digest != HMACS[n].digest]
WITH_SECRETS = [name for name in NAMES if providers.load(name).takes_a_secret()]


def is_refused(name: str, message: Message) -> bool:
    """Say whether a message is refused as its sender is to hear of it."""
    try:
        sender(name).receive(message, NOW)
    except ReceiverError as error:
        return error.status == providers.load(name).rejection
    return False


def otherwise(name: str, scheme: Scheme) -> Message:
    """Return a sample signed with the right key, in another scheme."""
    liar = replace(sender(name), provider=replace(providers.load(name), scheme=scheme))
    return liar.signed(draft(liar), NOW).message()


@pytest.mark.parametrize("position", range(3))
def test_rotation(position: int) -> None:
    """Each of several live secrets counts, wherever it stands, and which one it was is told."""
    told = {}
    for name in WITH_SECRETS:
        honest, others = sender(name), [sender(name, digit * 16).public for digit in "12"]
        keys = (*others[:position], honest.public, *others[position:])
        source = replace(honest.source(), trust=Trust(keys=keys, options=honest.options))
        outcome = source.receive(honest.signed(draft(honest), NOW).message(), NOW)
        told[name] = outcome.key if isinstance(outcome, Verified) else None
    assert dict.fromkeys(WITH_SECRETS, position) == told


@pytest.mark.parametrize("mark", ["", "{}="])
def test_other_digest(mark: str) -> None:
    """Another digest is refused, also one that names itself in front."""
    for name, other in DIGESTS:
        prefix = mark.format(other.digest).encode() or SCHEMES[name].prefix
        algorithm = replace(other, encoding=HMACS[name].encoding)
        scheme = replace(SCHEMES[name], algorithm=algorithm, prefix=prefix)
        assert is_refused(name, otherwise(name, scheme)), name


@pytest.mark.parametrize("mark", [b"v0", b"v1", b"v2", b"none", b""])
def test_other_version(mark: bytes) -> None:
    """In a list of signatures those of another version are passed over."""
    for name, scheme in SCHEMES.items():
        if scheme.items and scheme.items.signature != mark:
            other = replace(scheme, items=replace(scheme.items, signature=mark))
            assert is_refused(name, otherwise(name, other)), name


@pytest.mark.parametrize("prefix", [b"v0=", b"v1=", b"sha1=", b"sha256=", b"SHA256=", b"x", b""])
def test_other_prefix(prefix: bytes) -> None:
    """A signature that begins otherwise is none."""
    for name, scheme in SCHEMES.items():
        own = {scheme.prefix, scheme.optional_prefix or scheme.prefix}
        if not scheme.items and prefix not in own:
            assert is_refused(name, otherwise(name, replace(scheme, prefix=prefix))), name


@pytest.mark.parametrize("name", NAMES)
def test_headers_of_others(name: str) -> None:
    """What signs for others with the same key, in their headers, does not sign for this one."""
    mine, headers = draft(sender(name)), dict[str, str]()
    for other in [n for n in HMACS if isinstance(SCHEMES[n].place, Header)]:
        theirs = Request(mine.url, draft(sender(other)).headers, mine.body)
        headers |= sign(SCHEMES[other], theirs, sender(name).key, NOW).headers
    hides = providers.load(name).scheme.hides
    kept = {key: value for key, value in headers.items() if not hides(key.lower().encode())}
    assert is_refused(name, replace(mine, headers=kept | dict(mine.headers)).message())
