"""Every oracle and its provider agree, in both directions, on samples and on random messages."""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from senders import sender

from tests.oracles.bodies import AGES, BYTES, PLACES, PRINTABLE, RANDOMLY, changed, respelled
from tests.oracles.oracle import oracles, with_body

if TYPE_CHECKING:
    from receiver.signatures.signing import Request
    from tests.oracles.oracle import Oracle

OTHER = "65048d2eb7c1a9f3"
SAMPLES = {
    f"{name}-{sample.event}": (oracle, sample.event)
    for name, oracle in oracles().items()
    for sample in oracle.ours.provider.samples
}
IN_HEADERS = [each for each in oracles().values() if each.header(each.ours.request())]
each_oracle = pytest.mark.parametrize("oracle", oracles().values(), ids=oracles())
each_sample = pytest.mark.parametrize(("oracle", "event"), SAMPLES.values(), ids=SAMPLES)


@cache
def unsigned(name: str) -> Request:
    """Return the first sample of a provider, without its signature; to make one may be slow."""
    return sender(name).unsigned()


def both(oracle: Oracle, body: bytes, age: int = 0) -> list[Request]:
    """Return a request as we and as the oracle sign it, `age` seconds ago."""
    our, now = oracle.ours, int(time.time()) - age
    request = with_body(unsigned(oracle.provider), body)
    return [our.signed(request, now), oracle.sign(our, request, now)]


@each_sample
def test_what_the_sdk_signs(oracle: Oracle, event: str) -> None:
    """We receive what the SDK signs."""
    request = oracle.ours.unsigned(event)
    assert 200 == oracle.ours.status(oracle.sign(oracle.ours, request, int(time.time())))


@each_sample
def test_what_we_sign(oracle: Oracle, event: str) -> None:
    """The SDK accepts what we sign."""
    assert oracle.accepts(oracle.ours.request(event))


@each_sample
def test_another_key(oracle: Oracle, event: str) -> None:
    """What another key signed is refused by the SDK and by us."""
    other = sender(oracle.provider, OTHER)
    request = other.request(event)
    refused = (False, oracle.ours.provider.rejection)
    assert refused == oracle.verdicts(request)
    theirs = oracle.sign(other, oracle.ours.unsigned(event), int(time.time()))
    assert refused == oracle.verdicts(theirs)


@each_oracle
@RANDOMLY
@given(data=st.data(), age=AGES)
def test_bodies_of_any_age(oracle: Oracle, data: st.DataObject, age: int) -> None:
    """On any body, the verdicts are the same, and depend on the age alone."""
    assume(oracle.is_comparable(age))
    is_fresh = abs(age) <= (oracle.tolerance() or abs(age))
    for request in both(oracle, data.draw(oracle.bodies), age):
        assert [is_fresh, is_fresh] == [oracle.accepts(request), oracle.fits(request)]


@each_oracle
@RANDOMLY
@given(data=st.data(), place=PLACES, by=BYTES)
def test_one_changed_byte(oracle: Oracle, data: st.DataObject, place: float, by: int) -> None:
    """When a byte of the body changes, the verdicts are the same."""
    for each in both(oracle, data.draw(oracle.bodies)):
        request = with_body(each, changed(each.body, place, by))
        assert oracle.accepts(request) == oracle.fits(request)


@pytest.mark.parametrize("oracle", IN_HEADERS, ids=lambda each: each.provider)
@RANDOMLY
@given(data=st.data(), place=PLACES, character=PRINTABLE)
def test_one_other_character(
    oracle: Oracle, data: st.DataObject, place: float, character: str
) -> None:
    """When a character of the header changes, the verdicts are the same, or the SDK is laxer."""
    for each in both(oracle, data.draw(oracle.bodies)):
        name = oracle.header(each)
        request = each.with_headers({name: respelled(each.headers[name], place, character)})
        theirs, ourselves = oracle.accepts(request), oracle.fits(request)
        assert theirs == ourselves or (oracle.lax and theirs)
