"""A worker that is killed in the middle of a handler."""

from collections import Counter

import pytest

import effects
from arrangements import Deployment
from contract.crew import LEASE, crew
from proof import Proof
from receiver.storage.opening import open_database


@pytest.mark.further
@pytest.mark.fault(3, "kill -9 a worker in the middle of a handler that writes in its session")
def test_worker_killed(deployment: Deployment, proof: Proof) -> None:
    """Another one takes up what it was at, in time; nothing is lost, and no row is there twice."""
    kills = proof.of(1, 100)
    sent = [[f"{kill}-{each}" for each in range(4)] for kill in range(kills)]
    with (
        deployment.receiving(),
        deployment.worker() as worker,
        crew(deployment, worker) as workers,
    ):
        waited = max(workers.kill_in_the_middle(names) for names in sent)
        deployment.settled(60)
    with open_database(deployment.database_url) as database:
        rows = Counter(effects.shipped(database))
    lost = {name for names in sent for name in names} - set(rows)
    doubles = [name for name, count in rows.items() if count > 1]
    proof.figure(
        f"{kills} kills, {rows.total()} deliveries: {len(lost)} lost, {len(doubles)} double; "
        f"taken up {waited:.1f} s after a kill (lease {LEASE} s)"
    )
    assert (set(), [], 4 * kills) == (lost, doubles, rows.total())
    assert waited < LEASE + 5
