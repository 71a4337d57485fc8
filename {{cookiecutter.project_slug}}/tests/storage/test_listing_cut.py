"""Pages where few fit among many: they end early rather than take long, and keep their order."""

from itertools import chain

from sqlalchemy import String, cast, literal, update

from inboxes import stored
from masses import mass
from pages import expected, keys, older
from receiver.criteria import Criteria
from receiver.deliveries import State
from receiver.storage.engine import Database
from receiver.storage.leaps import MOST
from receiver.storage.listing import LONGEST, long_page, page
from receiver.storage.looks import STEPS
from receiver.storage.schema import deliveries


def test_cut(database: Database) -> None:
    """Where nothing finds the few among the many, a page ends early and says where to go on."""
    (key,) = stored(database, "old")
    with database.transaction() as connection:
        connection.execute(update(deliveries).values(state="done", source="fake"))
    mass(database, STEPS[-1] + 100, state=State.UNHANDLED)
    done = Criteria(state=(State.DONE,))
    first, second = older(database, done, 10)
    assert ([], True, None) == (keys(first), first.cut, first.newer)
    assert ([key], False, None) == (keys(second), second.cut, second.older)
    with database.snapshot() as connection:
        back = page(connection, done, after=key, limit=10)
        whole = long_page(connection, done, limit=10)
    assert ([], True, key + 1) == (keys(back), back.cut, back.older)
    assert ([key], None) == (keys(whole), whole.older)


def test_cut_in_one_of_several(database: Database) -> None:
    """What one look finds waits until the others have come as far, so that the order is kept."""
    seldom, often = stored(database, "old", event="seldom") + stored(database, "older")
    with database.transaction() as connection:
        connection.execute(update(deliveries).values(state="done", source="fake"))
    mass(database, STEPS[-1], state=State.UNHANDLED)
    criteria = Criteria(source="fake", state=(State.DONE,))
    pages = list(older(database, criteria, 10))
    assert [[], [often, seldom]] == [keys(pages[0]), [*chain(*map(keys, pages))]]


def test_many_events(database: Database) -> None:
    """A source with an event for each delivery is listed, too."""
    stored(database, *map(str, range(MOST + 50)), source="made_up")
    stored(database, "other", event="e-1060")
    with database.transaction() as connection:
        row = update(deliveries).where(deliveries.c.source == "made_up")
        connection.execute(row.values(event=literal("e-") + cast(deliveries.c.key, String)))
    for criteria in (Criteria(source="made_up"), Criteria(event="e-1060"), Criteria(event="e-7")):
        found = [keys(each) for each in older(database, criteria, LONGEST)]
        assert expected(database, criteria) == [*chain(*found)], criteria


def test_backlog(database: Database) -> None:
    """However many are pending, the newest of these are found at once, and what is dead."""
    keys_of_dead = stored(database, "a", "b")
    with database.transaction() as connection:
        connection.execute(update(deliveries).values(state="dead"))
    mass(database, STEPS[-1] + 100, state=State.RECEIVED)
    with database.snapshot() as connection:
        dead = page(connection, Criteria(state=(State.DEAD,)), limit=10)
        waiting = page(connection, Criteria(state=(State.RECEIVED,)), limit=10)
    assert (keys_of_dead[::-1], False) == (keys(dead), dead.cut)
    assert expected(database, Criteria(state=(State.RECEIVED,)))[:10] == keys(waiting)
