"""Acting: by the same services as on the command line, and so with a line in the ledger.

The services here only receive, so that what is put back to its start stays there.
"""

import re
from html import unescape

from console.visiting import EVERY_KIND, Visitor, text_of, visiting
from inboxes import change, look, stored
from masses import mass
from operating import settle, states
from receiver.deliveries import State
from receiver.operations import Act, Operation
from receiver.storage import records
from receiver.storage.engine import Database

UTC = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC"
DEAD = {"state": str(State.DEAD), "due_at": 1.0}


def newest(database: Database) -> Operation:
    """Return the last operation."""
    with database.snapshot() as connection:
        return records.newest(connection, 1)[0]


def counted(page: str) -> dict[str, str]:
    """Return what a preview's form sends along."""
    form = page.partition('<form class="confirm"')[2]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in found}


@EVERY_KIND
def test_replay(database: Database, database_url: str) -> None:
    """A delivery is put back to its start; the ledger has who did that, where and why."""
    stored(database)
    change(database, **DEAD)
    with visiting(database_url, workers=0) as visitor:
        visitor.sign_in()
        assert "Replay it" in visitor.page("/deliveries/1")
        answer = visitor.post("/deliveries/1/act", act="replay", reason=" it is  mended ")
        told = text_of(visitor.page("/deliveries/1"))
    assert (303, "/console/deliveries/1") == (answer.status_code, answer.headers["location"])
    assert State.RECEIVED == look(database)[0]
    signature = newest(database).signature
    assert ("ada (console)", "it is mended") == (signature.who, signature.reason)
    assert re.search(rf"replay 1 \d+s ada \(console\) · {UTC} it is mended", told)


@EVERY_KIND
def test_ignore(database: Database, database_url: str) -> None:
    """A delivery is set aside, for a reason that has to be given."""
    stored(database)
    change(database, **DEAD)
    with visiting(database_url, workers=0) as visitor:
        visitor.sign_in()
        for reason in ("", "  ", "x\x00", "x" * 501):
            answer = visitor.post("/deliveries/1/act", act="ignore", reason=reason)
            assert (400, State.DEAD) == (answer.status_code, look(database)[0])
        assert 303 == visitor.post("/deliveries/1/act", act="ignore", reason="a test").status_code
        assert State.IGNORED == look(database)[0]
        again = visitor.post("/deliveries/1/act", act="ignore", reason="a test")
    assert (409, "Delivery 1 is ignored already.") == (again.status_code, text_of(again.text)[9:39])


def test_what_cannot_be(database: Database, visitor: Visitor) -> None:
    """A body that is gone is not replayed, nor is what does not exist; other acts are none."""
    stored(database)
    settle(database, State.DONE, 1, pruned_at=1.0, body=b"")
    assert "Replay it" not in visitor.page("/deliveries/1")
    assert "was pruned" in visitor.post("/deliveries/1/act", act="replay").text
    assert 409 == visitor.post("/deliveries/2/act", act="replay").status_code
    assert [400, 400] == [
        visitor.post("/deliveries/1/act", act=act, reason="x").status_code for act in ("prune", "")
    ]


@EVERY_KIND
def test_many(database: Database, database_url: str) -> None:
    """What fits a filter is counted first; what is confirmed then is that, and nothing since."""
    mass(database, 30, state=State.DEAD, age=1)
    stored(database, "other", event="order")
    settle(database, State.DEAD, 31)
    with visiting(database_url, workers=0) as visitor:
        visitor.sign_in()
        page = visitor.page("/act?act=replay&state=dead&event=ping")
        mass(database, 1, state=State.DEAD, name="later")
        answer = visitor.post("/act", **counted(page), rate="10000")
        told = text_of(visitor.page("/operations"))
    assert "Replay 30 deliveries? Those of state dead , of event ping ." in text_of(page)
    assert (303, "/console/operations") == (answer.status_code, answer.headers["location"])
    assert [State.RECEIVED] * 30 + [State.DEAD] * 2 == states(database)
    assert (Act.REPLAY, 30) == (newest(database).act, newest(database).done)
    assert re.search(
        rf"replay 1 \d+s ada \(console\) · {UTC} --event ping --state dead 30 of 30", told
    )


def test_many_ignored(database: Database, database_url: str) -> None:
    """Many are set aside for a reason; what is done is not among them if no state is named."""
    mass(database, 3, state=State.DEAD, age=1)
    mass(database, 2, state=State.DONE, age=1, name="done")
    with visiting(database_url, workers=0) as visitor:
        visitor.sign_in()
        page = visitor.page("/act?act=ignore&source=fake")
        fields = {**counted(page), "rate": "1000"}
        assert "Ignore 3 deliveries? Those of source fake that are not done" in text_of(page)
        assert 400 == visitor.post("/act", **fields).status_code
        assert 303 == visitor.post("/act", **fields, reason="their test").status_code
    assert [State.IGNORED] * 3 + [State.DONE] * 2 == states(database)


def test_everything(database: Database, visitor: Visitor) -> None:
    """Without a filter nothing is offered, and a form that was made up does nothing."""
    stored(database)
    assert "Replay all that fit" not in visitor.page()
    assert [400, 400] == [
        visitor.get(f"/act?act=replay{query}").status_code for query in ("", "&since=x")
    ]
    good = {"source": "fake", "now": "1.0", "at": "1.0", "last_key": "1", "total": "1"}
    for wrong in ({}, {**good, "source": ""}, {**good, "now": "x"}):
        assert 400 == visitor.post("/act", act="replay", rate="1", **wrong).status_code
    for rate in ("", "0", "-1", "nan", "inf", "10001", "x"):
        assert 400 == visitor.post("/act", act="replay", rate=rate, **good).status_code
    assert [State.RECEIVED] == states(database)
