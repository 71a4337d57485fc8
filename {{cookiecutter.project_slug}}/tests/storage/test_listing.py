"""Pages: whatever is looked for, they hold all of what fits, in order, each delivery once."""

from collections.abc import Iterator
from itertools import chain, pairwise, product

import pytest
from sqlalchemy import String, cast, literal, select, update

from inboxes import stored
from masses import mass
from receiver.criteria import Criteria
from receiver.deliveries import State
from receiver.moments import Moment
from receiver.storage.engine import Database
from receiver.storage.leaps import MOST
from receiver.storage.listing import LONGEST, Page, long_page, page
from receiver.storage.looks import STEPS
from receiver.storage.schema import deliveries
from receiver.storage.selection import matching

NUMBER = 280
AT = 1_760_000_000.0
BETWEEN = Moment(AT + 60, "then"), Moment(AT + 200, "later")
STATES = ((), (State.DONE,), (State.DEAD, State.IGNORED), (State.RETRYING,))
CHOICES = product((None, "one"), (None, "push", "push.b"), STATES, ((None, None), BETWEEN))
FILTERS = [
    *(
        Criteria(source=source, event=event, state=state, since=since, until=until)
        for source, event, state, (since, until) in CHOICES
    ),
    Criteria(source="nobody"),
    Criteria(source="nobody", event="*", state=(State.DEAD,)),
    Criteria(state=(State.DEAD, State.RECEIVED)),
    Criteria(state=(State.DEAD, State.RECEIVED), since=BETWEEN[0]),
    Criteria(state=tuple(State), until=BETWEEN[1]),
    Criteria(event="other", state=(State.DONE, State.DEAD)),
    Criteria(id="d-7"),
    Criteria(id="d-7", source="two"),
    Criteria(id="d-7", state=(State.DONE,)),
    Criteria(keys=(3, 5, 999)),
]


@pytest.fixture
def filled(database: Database) -> Database:
    """An inbox with deliveries of all kinds, of which two share an id."""
    stored(database, *(f"d-{number}" for number in range(NUMBER)))
    stored(database, "d-7", source="three")
    events, states = ("push", "push.a", "push.b", "pushed"), tuple(State)
    with database.transaction() as connection:
        for key in connection.scalars(select(deliveries.c.key)).all():
            row = update(deliveries).where(deliveries.c.key == key)
            values = {"event": events[key % 4], "state": states[key % 11 % 7]}
            given = {**values, "received_at": AT + (key ^ 3)}
            if key <= NUMBER:
                given["source"] = ("one", "one", "two")[key % 3]
            connection.execute(row.values(given))
    return database


def expected(database: Database, criteria: Criteria) -> list[int]:
    """Return the keys of what fits, newest first, as a plain query finds them."""
    conditions = matching(criteria)
    if criteria.keys:
        conditions.append(deliveries.c.key.in_(criteria.keys))
    with database.snapshot() as connection:
        query = select(deliveries.c.key).where(*conditions).order_by(deliveries.c.key.desc())
        return list(connection.scalars(query))


def keys(found: Page) -> list[int]:
    """Return the keys of a page's deliveries."""
    return [each.key for each in found.summaries]


def older(database: Database, criteria: Criteria, limit: int) -> Iterator[Page]:
    """Walk along the pages to the oldest one."""
    before = None
    while True:
        with database.snapshot() as connection:
            found = page(connection, criteria, before=before, limit=limit)
        yield found
        before = found.older
        if before is None:
            return


def test_all_filters(filled: Database) -> None:
    """Whatever the filters are, the pages hold together what a plain query finds."""
    for criteria in FILTERS:
        *full, last = [keys(each) for each in older(filled, criteria, 100)]
        assert expected(filled, criteria) == [*chain(*full), *last], criteria
        assert {100} >= {len(each) for each in full}, criteria


@pytest.mark.parametrize(
    "criteria",
    [Criteria(), Criteria(source="two", event="push"), Criteria(state=(State.DONE, State.DEAD))],
    ids=str,
)
def test_back(filled: Database, criteria: Criteria) -> None:
    """Pages are the same on the way back, and the first one has none before it."""
    pages = list(older(filled, criteria, 10))
    assert pages[0].newer is None
    for previous, found in pairwise(pages):
        with filled.snapshot() as connection:
            back = page(connection, criteria, after=found.newer, limit=10)
        assert (keys(previous), previous.newer) == (keys(back), back.newer)
        assert found.newer == found.summaries[0].key
        with filled.snapshot() as connection:
            again = page(connection, criteria, before=back.older, limit=10)
        assert keys(found) == keys(again)


def test_new_ones(filled: Database) -> None:
    """Who goes back to where less than a page is newer sees the first page, full."""
    criteria = Criteria(source="two")
    first, *_ = older(filled, criteria, 10)
    with filled.snapshot() as connection:
        back = page(connection, criteria, after=first.summaries[3].key, limit=10)
        beyond = page(connection, criteria, after=10_000, limit=10)
    assert first == back == beyond


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


def test_long(filled: Database) -> None:
    """A long page is as long as it is to be, and a page of any other has its most."""
    with filled.snapshot() as connection:
        assert LONGEST == len(page(connection, Criteria(), limit=1000).summaries)
        found = long_page(connection, Criteria(), limit=250)
        assert (250, keys(found)[-1]) == (len(keys(found)), found.older)
        rest = long_page(connection, Criteria(), before=found.older, limit=1000)
    assert expected(filled, Criteria()) == keys(found) + keys(rest)
