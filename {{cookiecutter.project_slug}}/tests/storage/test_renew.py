"""Renewing: a claim is held for as long as its worker says so, but not once it is lost."""

import pytest

from inboxes import change, claimed, due_in, look, stored
from receiver.deliveries import State
from receiver.storage.claims import Claim, renew
from receiver.storage.engine import Database

LEASE = 60


def hold(database: Database, *claims: Claim) -> None:
    """Renew claims in a transaction of its own."""
    with database.transaction() as connection:
        renew(connection, claims, LEASE)


def test_renew(database: Database) -> None:
    """Renewing a claim makes its lease last from now on; each in a batch."""
    keys = stored(database, "a", "b", "c")
    claims = [claimed(database, key, lease=1) for key in keys[:2]]
    hold(database, *claims)
    assert all(due_in(database, key) > LEASE - 1 for key in keys[:2])
    assert due_in(database, keys[2]) < LEASE - 1


def test_renew_a_stale_claim(database: Database) -> None:
    """A claim that somebody else has by now is not renewed."""
    (key,) = stored(database)
    stale = claimed(database, key)
    change(database, state=State.RECEIVED)
    claimed(database, key, lease=1)
    hold(database, stale)
    assert due_in(database, key) < LEASE - 1


@pytest.mark.parametrize("state", [each for each in State if each != State.PROCESSING])
def test_renew_what_has_ended(database: Database, state: State) -> None:
    """Renewing a claim that has ended does not bring it back."""
    (key,) = stored(database)
    held = claimed(database, key, lease=1)
    change(database, state=state)
    hold(database, held)
    assert state == look(database, key)[0]
    assert due_in(database, key) < LEASE - 1
