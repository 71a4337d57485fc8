"""Operations: those that take long go on after their answer, and are gone on with, or ended."""

from structlog.testing import capture_logs

from console.test_acting import counted, newest
from console.visiting import visiting
from masses import mass
from operating import states
from processes import until
from receiver.deliveries import State
from receiver.storage.engine import Database


def test_interrupted(database: Database, database_url: str) -> None:
    """What takes long goes on after its answer; what the end of the service cut off, later."""
    mass(database, 40, state=State.DEAD, age=1)
    with capture_logs() as logs, visiting(database_url, workers=0) as visitor:
        visitor.sign_in()
        page = visitor.page("/act?act=replay&state=dead")
        visitor.post("/act", **counted(page), rate="10")
        assert "going on" in visitor.page("/operations")
        again = visitor.page("/act?act=replay&state=dead")
        twice = visitor.post("/act", **counted(again), rate="10")
        assert (409, True) == (twice.status_code, "about the same and unfinished" in twice.text)
    assert "operation.failed" not in {line["event"] for line in logs}
    left = newest(database)
    assert (None, True) == (left.ended_at, 10 <= left.done < 40)
    with visiting(database_url, workers=0) as visitor:
        visitor.sign_in()
        assert "Go on" in visitor.page("/operations")
        assert 303 == visitor.post("/operations/1", do="go on").status_code
        until(lambda: newest(database).ended_at)
        assert 404 == visitor.post("/operations/1", do="go on").status_code
    assert (40, [State.RECEIVED] * 40) == (newest(database).done, states(database))


def test_stopped(database: Database, database_url: str) -> None:
    """An operation is ended where it is by who may act, and that is not undone."""
    mass(database, 40, state=State.DEAD, age=1)
    with visiting(database_url, workers=0) as visitor:
        visitor.sign_in()
        page = visitor.page("/act?act=replay&state=dead")
        visitor.post("/act", **counted(page), rate="5")
        assert 303 == visitor.post("/operations/1", do="stop").status_code
    assert (True, True) == (newest(database).ended_at is not None, newest(database).done < 40)
