"""`/healthz` with a million deliveries, which no monitor may have to wait for.

The short form has a few thousand; `--faults=full` has the million.
"""

import time

import pytest
from starlette.testclient import TestClient

from fake import parts
from masses import mass
from proof import Proof
from receiver.deliveries import State
from receiver.main import create_app
from receiver.storage.engine import Database

TIMES = 50


@pytest.mark.parametrize("state", [State.DONE, State.RECEIVED])
def test_many(database: Database, database_url: str, proof: Proof, state: State) -> None:
    """Whether all of it is handled or all of it waits, no answer takes longer than 2.5 s."""
    number = proof.of(2_000, 1_000_000)
    mass(database, number, state=state)
    app = create_app(parts(database_url=database_url, workers=0))
    with TestClient(app) as client:
        took = sorted(_ask(client, state) for _ in range(TIMES))
    figure = f"{number:,} {state}: /healthz p50 {took[TIMES // 2]:.0f} ms, worst {took[-1]:.0f} ms"
    proof.figure(figure)
    print(figure)  # noqa: T201 - it is no fault, and has no row in the table
    assert took[-1] < 2500


def _ask(client: TestClient, state: State) -> float:
    began = time.perf_counter()
    answer = client.get("/healthz")
    took = (time.perf_counter() - began) * 1000
    waits = answer.json().get("oldest") is not None or answer.json()["status"] == "unknown"
    assert (state is State.RECEIVED) == waits
    return took
