"""One id from two sources, which know nothing of each other."""

import pytest

from fake import delivery
from proof import Proof
from receiver.storage.engine import Database
from receiver.storage.inbox import insert_new


@pytest.mark.fault(13, "the same id from two sources")
def test_the_same_id_from_two_sources(database: Database, proof: Proof) -> None:
    """Deliveries of two sources are never duplicates of each other."""
    with database.transaction() as connection:
        keys = insert_new(connection, [delivery("one", source=each) for each in ("a", "b")])
    assert [True, True] == [key is not None for key in keys]
    proof.figure("2 rows")
