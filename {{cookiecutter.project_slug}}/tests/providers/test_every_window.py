"""How old or early a message may be, for every provider of this project."""

from dataclasses import replace

import pytest

from forging import NOW, draft, with_samples
from receiver import providers
from receiver.errors import ReceiverError
from receiver.messages import Message
from receiver.places import Json
from receiver.signatures.schemes import Scheme
from receiver.signatures.timestamps import Unit
from senders import sender

NAMES = with_samples()
SCHEMES = {n: each for n in NAMES if isinstance(each := providers.load(n).scheme, Scheme)}
WINDOWS = {name: each.timestamp for name, each in SCHEMES.items() if each.timestamp}
IN_A_HEADER = [name for name, window in WINDOWS.items() if type(window.place) is not Json]
FAR = (86_400, 31_536_000, 1_000_000_000)
each_provider = pytest.mark.parametrize("name", NAMES)
both_ways = pytest.mark.parametrize("way", [-1, 1], ids=["late", "early"])


def reason(name: str, sent: Message, now: float) -> str:
    """Return why a message is refused at a time, or that it is not."""
    try:
        sender(name).receive(sent, now)
    except ReceiverError as error:
        return error.reason
    return "none"


def odd(unit: Unit, text: str) -> Unit:
    """Return a unit that writes its times within a text."""
    return replace(unit, write=lambda now: text.format(unit.write(now)))


@each_provider
@both_ways
def test_within(name: str, way: int) -> None:
    """At the edge of the window, or now where there is none, a message is accepted."""
    sent = sender(name).signed(draft(sender(name)), NOW).message()
    edge = WINDOWS[name].tolerance if name in WINDOWS else 0
    assert "none" == reason(name, sent, NOW + way * edge)


@each_provider
@both_ways
def test_outside(name: str, way: int) -> None:
    """A second beyond it is refused; a scheme without a time knows no age.

    What a provider's own function says of time is tested beside it.
    """
    sent = sender(name).signed(draft(sender(name)), NOW).message()
    beyond = (WINDOWS[name].tolerance + 1,) if name in WINDOWS else ()
    own = {"none", "timestamp", "signature"}
    expected = {"timestamp"} if name in WINDOWS else {"none"} if name in SCHEMES else own
    assert expected >= {reason(name, sent, NOW + way * seconds) for seconds in (*beyond, *FAR)}


@pytest.mark.parametrize("text", ["nan", "1.76e9", "+{}", " {}", "0{}", "{}.0", "9" * 5000, "é"])
def test_no_time(text: str) -> None:
    """What is no time, strictly read, is refused, although it is signed."""
    reasons = {}
    for name in IN_A_HEADER:
        honest, window = sender(name), WINDOWS[name]
        scheme = replace(SCHEMES[name], timestamp=replace(window, unit=odd(window.unit, text)))
        liar = replace(honest, provider=replace(honest.provider, scheme=scheme))
        reasons[name] = reason(name, liar.signed(draft(honest), NOW).message(), NOW)
    assert dict.fromkeys(IN_A_HEADER, "timestamp") == reasons
