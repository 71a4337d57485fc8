"""Long lists: a page of a million deliveries is there at once, whatever it is to hold."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice, product
from typing import Any

import pytest
from sqlalchemy import Connection

from plans import plan, reads_all, scans
from proof import Proof
from receiver.criteria import Criteria
from receiver.deliveries import State
from receiver.moments import moment
from receiver.storage.counting import counts
from receiver.storage.engine import Database
from receiver.storage.figures import figures
from receiver.storage.listing import page
from traffic import fill

NOW = time.time()
"""Roughly when the newest deliveries are received; the oldest are sixty days older."""
NAMES: tuple[dict[str, Any], ...] = (
    {},
    {"source": "github"},
    {"source": "seldom"},
    {"source": "nobody"},
    {"event": "push"},
    {"event": "push.rare"},
    {"event": "event_7"},
    {"source": "github", "event": "push.rare"},
)
STATES: tuple[tuple[State, ...], ...] = (
    (State.DONE,),
    (State.DEAD,),
    (State.UNHANDLED,),
    (State.RECEIVED,),
    (State.RETRYING, State.DEAD),
)
TIMES: tuple[dict[str, Any], ...] = (
    {"since": moment("1d", NOW)},
    {"until": moment("30d", NOW)},
    {"since": moment("31d", NOW), "until": moment("30d", NOW)},
)
FILTERS = [
    *(Criteria(**names) for names in NAMES),
    *(Criteria(**names, state=state) for names, state in product(NAMES, STATES)),
    *(Criteria(**names, **times) for names, times in product(NAMES, TIMES)),
    *(Criteria(state=state, **times) for state, times in product(STATES, TIMES)),
    Criteria(id="d-7919-1"),
    Criteria(id="d-7919-1", state=(State.DONE,)),
    Criteria(id="none", source="github"),
]
Query = Callable[[Connection], object]
MOST = 0.25
"""Seconds that a page may take, on a machine with other things to do; most take a fifth of that."""


@pytest.fixture
def number(database: Database, proof: Proof) -> int:
    """How many deliveries are in the inbox."""
    filled = proof.of(20_000, 1_000_000)
    fill(database, filled)
    return filled


def pages(number: int) -> Iterator[tuple[str, Query]]:
    """Yield each page that somebody may look at, and what it is called."""
    places: tuple[dict[str, Any], ...] = ({}, {"before": number // 2}, {"after": number // 10})
    for place, criteria in product(places, FILTERS):
        yield f"{criteria} {place}".strip(), partial(page, criteria=criteria, **place)


def seconds(database: Database, query: Query) -> float:
    """Return how long a query takes; the shortest of five times, for the machine is shared."""
    took = []
    for _ in range(5):
        with database.snapshot() as connection:
            began = time.perf_counter()
            query(connection)
            took.append(time.perf_counter() - began)
    return min(took)


def test_pages(database: Database, number: int, proof: Proof) -> None:
    """No page reads the whole table or is cut, and each is there at once, the deepest as well."""
    with database.snapshot() as connection:
        cut = [criteria for criteria in FILTERS if page(connection, criteria).cut]
    assert [] == cut
    looked = dict(islice(pages(number), proof.of(len(FILTERS), 3 * len(FILTERS))))
    with database.snapshot() as connection:
        plans = {name: plan(connection, query) for name, query in looked.items()}
    assert {} == {name: lines for name, lines in plans.items() if any(map(reads_all, lines))}
    if proof.full:
        took = {name: seconds(database, query) for name, query in looked.items()}
        *_, middle = sorted(took.values())[: len(took) // 2]
        slowest = max(took, key=took.__getitem__)
        most = f"{took[slowest] * 1000:.0f} ms at most, {slowest}"
        proof.figure(f"{len(took)} pages of {number:,}: {middle * 1000:.0f} ms, {most}")
        assert took[slowest] <= MOST


def test_counts(database: Database, number: int, proof: Proof) -> None:
    """Neither counts nor figures read the whole table; they take moments."""
    with database.snapshot() as connection:
        lines = [*plan(connection, counts), *plan(connection, figures)]
    assert [] == [line for line in lines if scans(line)]
    took = {query.__name__: seconds(database, query) for query in (counts, figures)}
    told = ", ".join(f"{name} in {each * 1000:.0f} ms" for name, each in took.items())
    proof.figure(f"{number:,}: {told}")
    assert took["figures"] <= 1
