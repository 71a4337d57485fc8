"""Counts and figures: as many as there are, of one moment."""

import time

from sqlalchemy import func, insert, select

from inboxes import stored
from receiver.deliveries import State
from receiver.storage.counting import counts
from receiver.storage.engine import Database
from receiver.storage.figures import Failure, figures
from receiver.storage.schema import attempts, deliveries
from traffic import fill


def test_counts(database: Database) -> None:
    """They are what counting one by one comes to, and each source has its states in order."""
    fill(database, 2000)
    both = deliveries.c.source, deliveries.c.state
    with database.snapshot() as connection:
        found = counts(connection)
        plain = connection.execute(select(*both, func.count()).group_by(*both)).all()
    told = [(source, *each) for source, states in found.items() for each in states.items()]
    assert sorted((source, State(state), number) for source, state, number in plain) == sorted(told)
    assert sorted(found) == list(found)
    assert [State.RECEIVED, State.DONE, State.DEAD] == list(found["github"])


def test_none(database: Database) -> None:
    """Without deliveries there are none."""
    with database.snapshot() as connection:
        assert {} == counts(connection)
        found = figures(connection)
    assert ({}, {}, 0, []) == (found.counts, found.received, found.oldest_pending, found.failures)


def test_failures(database: Database) -> None:
    """Those of the last hour are told, the most frequent ones first, each with its newest."""
    keys, now = stored(database, *"abcd"), time.time()
    lines = [
        ("old", "LookupError", 4000, 0),
        ("one", "LookupError", 100, 0),
        ("one", "", 90, 1),
        ("two", "ValueError", 80, 3),
        ("two", "ValueError", 70, 2),
        ("two", "LookupError", 60, 1),
    ]
    with database.transaction() as connection:
        for handler, cause, ago, delivery in lines:
            values = {"handler": handler, "cause": cause, "started_at": now - ago, "message": ""}
            values |= {"delivery_key": keys[delivery], "attempt": 1, "duration": 0, "outcome": "x"}
            connection.execute(insert(attempts).values(values))
    with database.snapshot() as connection:
        found = figures(connection).failures
    assert [
        Failure("two", "ValueError", 2, keys[3]),
        Failure("one", "LookupError", 1, keys[0]),
        Failure("two", "LookupError", 1, keys[1]),
    ] == found
