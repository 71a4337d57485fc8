"""Wrong passwords are counted where they come from, for a while, and in bounded room."""

from receiver.console.access import guesses
from receiver.console.access.guesses import Guesses, place_of
from receiver.console.access.identities import Identity, Role
from receiver.console.access.sessions import Sessions
from receiver.console.options import Options


class Clock:
    """A clock that a test sets."""

    now = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def test_wait() -> None:
    """Five are looked at in five minutes, from one address; another one has its own five."""
    clock = Clock()
    counted = Guesses(clock)
    for _ in range(5):
        assert 0 == counted.wait("10.0.0.1")
        counted.count("10.0.0.1")
        clock.now += 10
    assert (250, 0) == (counted.wait("10.0.0.1"), counted.wait("10.0.0.2"))
    clock.now += 250
    assert 0 == counted.wait("10.0.0.1")


def test_places() -> None:
    """Who has a network of addresses, as in IPv6 everybody has, has five for all of them."""
    assert place_of("2001:db8::1") == place_of("2001:db8::ffff:1")
    assert place_of("2001:db8::1") != place_of("2001:db8:0:1::1")
    assert place_of("fe80::1%eth0") == place_of("fe80::2%eth0")
    assert "testclient" == place_of("testclient")


def test_mapped() -> None:
    """An IPv4 address is one, on a socket for IPv6 as well: nobody shuts out all the others."""
    assert ["10.0.0.1"] * 2 == [place_of(each) for each in ("10.0.0.1", "::ffff:10.0.0.1")]


def test_room() -> None:
    """However many places there are, only so many are remembered."""
    counted = Guesses()
    for number in range(guesses.PLACES + 5):
        counted.count(f"place-{number}")
    assert guesses.PLACES == len(vars(counted)["_wrong"])


def test_sessions_end() -> None:
    """A session is over after eight hours."""
    clock = Clock()
    sessions = Sessions(Options(password="a-password"), clock)
    value = sessions.value(Identity(who="ada", role=Role.READER))
    clock.now += 8 * 3600
    assert Identity(who="ada", role=Role.READER, signed_in=True) == sessions.identity(value)
    clock.now += 1
    assert None is sessions.identity(value)
