"""The life of a deployment: what every strategy promises, with each of its brokers."""

from collections import Counter
from statistics import quantiles

import pytest

from arrangements import Deployment
from contract.crew import LEASE, crew
from contract.steps import flood, outage, stop, store_unhinted, stream
from lines import ACCEPTED, read, strayed, wrong
from proof import Proof

SHIPMENTS = ["s-1", "s-2", "s-3", "s-4"]


@pytest.mark.fault(4, "the web process is killed between commit and hint, the sender silent")
@pytest.mark.fault(7, "the broker is killed, frozen, and back; a worker is killed, and stopped")
def test_life(deployment: Deployment, proof: Proof, capfd: pytest.CaptureFixture[str]) -> None:
    """Every delivery is answered with a 2xx, in time, and handled, once, whatever happens.

    Those that nobody hinted at are handled within 30 s of the start, those of a stream soon after
    their answer, a flood to its last; a broker that goes away is noticed by nobody; what a worker
    was at that is killed, another takes up; and one that is told to stop finishes what it is at.
    Meanwhile each line that any of these processes prints is one of the log, and those of attempts
    name the request that brought their delivery.
    """
    lease, few, many = proof.of(LEASE, 5.0), proof.of(100, 1_000), proof.of(200, 10_000)
    if deployment.broker and not deployment.broker.remembers:
        few, many = 100, 200  # what stands for it is too slow to say more of it
    expected = store_unhinted(deployment, proof.of(50, 1_000))
    assert Counter() == deployment.effects()
    with (
        deployment.both(RECEIVER_LEASE=str(lease), RECEIVER_LOG_LEVEL="info") as (_, worker),
        crew(deployment, worker, lease) as workers,
    ):
        deployment.settled(30)
        streamed, waited = stream(deployment, few)
        flooded, rate = flood(deployment, many)
        soon = quantiles(waited, n=100)
        proof.figure(
            f"{len(expected):,} without a hint; 2xx to handled p50 {soon[49] * 1000:.0f} ms, "
            f"p99 {soon[98] * 1000:.0f} ms; {many:,} at {rate:,.0f}/s"
        )
        expected += streamed + flooded
        if deployment.broker:
            away = outage(deployment, deployment.broker, proof.of(1.0, 10.0))
            proof.figure(str(away))
            assert {202} == set(away.meanwhile.statuses())
            assert away.meanwhile.p99() < max(2 * away.before.p99(), proof.of(1.0, 0.05))
            assert set() == deployment.lost(away.accepted)
            expected += away.accepted
        if deployment.arrangement.apart:
            again = workers.kill_in_the_middle(SHIPMENTS)
            proof.figure(f"taken up {again:.1f} s after a kill")
            assert again < lease + 5
        stop(deployment, workers.left)
    assert Counter([*expected, "slow"]) == deployment.effects()
    assert soon[49] < 2
    lines = read("".join(capfd.readouterr()))
    assert [] == list(wrong(lines))
    assert {ACCEPTED, "delivery.done"} <= {line["event"] for line in lines}
    assert [] == list(strayed(lines))
