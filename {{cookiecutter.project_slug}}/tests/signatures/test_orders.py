"""In which order keys, signatures and header lines stand means nothing, for any scheme."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from covered import pieces
from receiver.errors import SignatureInvalid
from receiver.messages import Message
from receiver.signatures.schemes import Scheme
from receiver.signatures.signing import encoded
from schemes import SCHEME, SCHEMES, schemes, signed, verified

quick = settings(max_examples=20, derandomize=True, deadline=None, database=None)
KEYS = st.lists(
    st.text("ab+/=%&~", min_size=1, max_size=9).map(str.encode), min_size=1, unique=True
)
JUNK = st.lists(st.binary(max_size=9).map(lambda each: each.translate(None, b",t")), max_size=5)
HEADERLESS = {"signature in the body", "signature in the URL"}


@schemes
@quick
@given(data=st.data(), keys=KEYS)
def test_keys(scheme: Scheme, data: st.DataObject, keys: list[bytes]) -> None:
    """Whichever of the keys signed, and wherever it stands among them, it is told which."""
    index = data.draw(st.integers(0, len(keys) - 1))
    sent = signed(scheme, key=keys[index]).message()
    assert index == verified(scheme, sent, *keys)
    with pytest.raises(SignatureInvalid):
        verified(scheme, sent, b"retired", *keys[:index], *keys[index + 1 :])


@pytest.mark.parametrize("name", sorted(SCHEMES.keys() - HEADERLESS))
@quick
@given(data=st.data(), values=JUNK)
def test_repeated_header(name: str, data: st.DataObject, values: list[bytes]) -> None:
    """A second line of a header that takes part is refused, wherever it stands."""
    request = signed(SCHEMES[name])
    sent = dict(encoded(request.headers))
    taking_part = {each.name.encode() for each in pieces(SCHEMES[name], request)} & sent.keys()
    twice = data.draw(st.sampled_from(sorted(taking_part)))
    more = [(twice, value) for value in (*values, sent[twice])]
    lines = data.draw(st.permutations([*sent.items(), *more]))
    with pytest.raises(SignatureInvalid, match=f"{twice.decode()} stands more than once"):
        verified(SCHEMES[name], Message("POST", request.url, lines, request.body))


@quick
@given(data=st.data(), junk=JUNK, keys=KEYS)
def test_several_items(data: st.DataObject, junk: list[bytes], keys: list[bytes]) -> None:
    """Of several signatures in one header one has to fit, among whatever else is there."""
    written = [signed(SCHEME, key=key).headers["Fake-Signature"].encode() for key in keys]
    items = {item for each in written for item in each.split(b",")}
    lines = data.draw(st.permutations([*sorted(items), *(b"v1=" + each for each in junk), *junk]))
    sent = Message("POST", "", [(b"fake-signature", b",".join(lines))], signed(SCHEME).body)
    for key in keys:
        assert 0 == verified(SCHEME, sent, key)
    with pytest.raises(SignatureInvalid):
        verified(SCHEME, sent, b"retired")


@quick
@given(data=st.data(), junk=JUNK, keys=KEYS)
def test_several_headers(data: st.DataObject, junk: list[bytes], keys: list[bytes]) -> None:
    """Of several numbered headers one has to fit, whichever numbers they have."""
    scheme = SCHEMES["numbered headers"]
    values = [signed(scheme, key=key).headers["Sig-1"].encode() for key in keys]
    numbers = data.draw(st.permutations(range(len(values) + len(junk))))
    names = [b"sig-%d" % number for number in numbers]
    lines = list(zip(names, [*values, *junk], strict=True))
    sent = Message("POST", "", data.draw(st.permutations(lines)), signed(scheme).body)
    for key in keys:
        assert 0 == verified(scheme, sent, key)
    with pytest.raises(SignatureInvalid):
        verified(scheme, sent, b"retired")
