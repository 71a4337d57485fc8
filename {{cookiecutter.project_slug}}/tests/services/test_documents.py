"""Documents: how long what was fetched counts, and what is let go when there are too many."""

import pytest

from receiver.services.documents import FAILED, FRESH, MOST, RENEWABLE, Documents


class Clock:
    """A clock that is set by hand."""

    now = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def kept(document: bytes = b"key") -> tuple[Documents, Clock]:
    """Return documents of which one came now."""
    clock = Clock()
    documents = Documents(clock)
    assert documents.find("a") is None
    documents.keep("a", document)
    return documents, clock


def test_durations() -> None:
    """A key counts for an hour, a failure for ten seconds, and a key is renewed once a minute."""
    assert (3600, 10, 60) == (FRESH, FAILED, RENEWABLE)


@pytest.mark.parametrize(("document", "duration"), [(b"key", FRESH), (b"", FAILED)])
def test_counts(document: bytes, duration: float) -> None:
    """What was fetched, or could not be, counts for its time and no longer."""
    documents, clock = kept(document)
    clock.now += duration - 0.1
    assert document == documents.find("a")
    clock.now += 0.1
    assert documents.find("a") is None


def test_renewed() -> None:
    """A document is renewed once a minute, however often somebody asks for that."""
    documents, clock = kept()
    clock.now += RENEWABLE
    assert b"key" == documents.find("a", renewed=True)
    clock.now += 0.1
    assert documents.find("a", renewed=True) is None
    assert b"key" == documents.find("a")
    documents.keep("a", b"newer")
    assert b"newer" == documents.find("a", renewed=True)


def test_failure_keeps_the_document() -> None:
    """A renewal that fails takes nothing away, prolongs nothing, and is a minute's last try."""
    documents, clock = kept()
    clock.now += RENEWABLE + 0.1
    documents.keep("a", b"")
    assert b"key" == documents.find("a", renewed=True)
    clock.now += RENEWABLE + 0.1
    assert documents.find("a", renewed=True) is None
    clock.now = 1000 + FRESH
    assert documents.find("a") is None


def test_failure_after_the_document_has_ended() -> None:
    """A document that counts no more does not outlive a failure."""
    documents, clock = kept()
    clock.now += FRESH
    documents.keep("a", b"")
    assert b"" == documents.find("a")
    clock.now += FAILED
    assert documents.find("a") is None


def test_document_after_a_failure() -> None:
    """A failure is over as soon as the document comes."""
    documents, _ = kept(b"")
    documents.keep("a", b"key")
    assert b"key" == documents.find("a")


def test_most() -> None:
    """Of more than are kept the one that came first is let go."""
    documents, _ = kept()
    for number in range(MOST):
        documents.keep(str(number), b"key")
    assert documents.find("a") is None
    assert [b"key"] * MOST == [documents.find(str(number)) for number in range(MOST)]


def test_failures_are_let_go_first() -> None:
    """However many URLs fail, the good keys stay: nobody can push them out with made-up URLs."""
    documents, _ = kept()
    for number in range(10 * MOST):
        documents.keep(str(number), b"")
    assert b"key" == documents.find("a")
    assert [None, b""] == [documents.find("0"), documents.find(str(10 * MOST - 1))]
