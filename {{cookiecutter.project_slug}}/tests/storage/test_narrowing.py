"""Narrowing: what an operation would do to few among many is known without reading all."""

from functools import partial

import pytest
from sqlalchemy import func, select

from plans import plan, scans
from receiver.criteria import Criteria
from receiver.deliveries import State
from receiver.operations import Act, Operation, Signature
from receiver.storage.engine import Database
from receiver.storage.narrowing import FEW, narrowed
from receiver.storage.operations import upcoming
from receiver.storage.previews import preview
from receiver.storage.schema import deliveries, is_settled
from receiver.storage.selection import matching
from traffic import fill

FILTERS = (
    Criteria(event="push.rare"),
    Criteria(source="seldom"),
    Criteria(source="nobody"),
    Criteria(source="github", event="push.rare"),
    Criteria(source="stripe", state=(State.DONE,)),
    Criteria(id="d-7919-1"),
)
MANY = Criteria(event="push"), Criteria(event="*"), Criteria()


def replaying(criteria: Criteria) -> Operation:
    """Return an operation that has just begun."""
    return Operation(
        key=1,
        act=Act.REPLAY,
        signature=Signature(who="ada"),
        document=criteria.document(),
        started_at=2e9,
        ended_at=None,
        last_key=10**6,
        reached_key=0,
        total=1,
        done=0,
    )


@pytest.fixture
def filled(database: Database) -> Database:
    """An inbox with more deliveries of one event than are looked up one by one."""
    fill(database, 20_000)
    return database


def test_few_and_many(filled: Database) -> None:
    """Whether they are few or many, previews and operations mean just those that fit."""
    for criteria in FILTERS + MANY:
        fit = (*matching(criteria), is_settled(deliveries))
        with filled.snapshot() as connection:
            keys = connection.scalars(select(deliveries.c.key).where(*fit)).all()
            seen = preview(connection, Act.REPLAY, criteria)
            found = upcoming(connection, replaying(criteria), 10)
        assert (len(keys), sorted(keys)[:10]) == (seen.total, found), criteria
    with filled.snapshot() as connection:
        assert [0, 0, 0] == [len(narrowed(connection, each)) for each in MANY]
        pushes = Criteria(event="push")
        counted = select(func.count()).select_from(deliveries).where(*matching(pushes))
        assert FEW < connection.execute(counted).scalar_one()


def test_plans(filled: Database) -> None:
    """Where few are meant, neither reads the whole table."""
    for criteria in FILTERS:
        with filled.snapshot() as connection:
            lines = plan(connection, partial(preview, act=Act.REPLAY, criteria=criteria))
            operation = replaying(criteria)
            lines += plan(connection, partial(upcoming, operation=operation, limit=10))
        assert [] == [line for line in lines if scans(line)], criteria
