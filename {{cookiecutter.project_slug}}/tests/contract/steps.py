"""The steps in the life of a deployment: what is done to it, and what comes of that."""

import signal
import time
from dataclasses import dataclass
from subprocess import Popen

from sqlalchemy import select

from answers import Answers
from arrangements import Deployment
from brokers import Broker
from load import Load
from processes import until
from receiver.storage.opening import open_database
from receiver.storage.schema import deliveries


def store_unhinted(deployment: Deployment, number: int) -> list[str]:
    """Have deliveries stored by a service that loses every hint and is killed; return their ids."""
    with deployment.service(FAKE_DROP_HINTS="1", RECEIVER_SWEEP_INTERVAL="3600") as web:
        with Load(deployment.port, deliveries=number, name="unhinted") as load:
            until(lambda: load.has(number))
        web.kill()
    return [*load.accepted]


def stream(deployment: Deployment, number: int) -> tuple[list[str], list[float]]:
    """Send deliveries one by one; return their ids, and the seconds from each 2xx until done."""
    with Load(deployment.port, deliveries=number, senders=2, pause=0.02, name="stream") as load:
        until(lambda: load.has(number), 120)
    deployment.settled(60)
    offset = time.time() - time.monotonic()
    told = {each.id: each.at + offset for each in load.answers if each.is_success}
    done = select(deliveries.c.delivery_id, deliveries.c.due_at)
    with open_database(deployment.database_url) as database, database.snapshot() as connection:
        rows = [row for row in connection.execute(done) if row.delivery_id in told]
    return [*load.accepted], [row.due_at - told[row.delivery_id] for row in rows]


def flood(deployment: Deployment, number: int) -> tuple[list[str], float]:
    """Send deliveries as fast as that goes; return their ids, and how many were done a second."""
    began = time.monotonic()
    with Load(deployment.port, deliveries=number, senders=16, name="flood") as load:
        until(lambda: load.has(number), 300)
    deployment.settled(300)
    return [*load.accepted], number / (time.monotonic() - began)


@dataclass(frozen=True)
class Outage:
    """What was told before and while a broker was away, what was accepted, and what came of it."""

    before: Answers
    meanwhile: Answers
    accepted: dict[str, bytes]
    drained: float
    """Seconds from the end of the load until all was done."""

    def __str__(self) -> str:
        """Say it in few words."""
        return (
            f"{self.meanwhile}, p99 {self.meanwhile.p99() * 1000:.0f} ms, "
            f"{self.before.p99() * 1000:.0f} ms before; drained {self.drained:.1f} s after"
        )


def outage(deployment: Deployment, broker: Broker, seconds: float) -> Outage:
    """Kill a broker and start it again, freeze and thaw it, each for so long, under load."""
    with Load(deployment.port, senders=4, pause=0.05, name="outage") as load:
        time.sleep(seconds)
        before, gone = Answers(load.answers), time.monotonic()
        if broker.remembers:
            broker.kill()
            time.sleep(seconds)
            broker.start()
            time.sleep(seconds)
        broker.freeze()
        time.sleep(seconds)
        broker.thaw()
        time.sleep(seconds)
        load.stop()
        back = time.monotonic()
        deployment.settled(60)
    drained = time.monotonic() - back
    return Outage(before, load.answers.between(gone), load.accepted, drained)


def stop(deployment: Deployment, worker: Popen[bytes]) -> None:
    """Tell a worker to stop while a handler takes its time: that ends, and so does the worker."""
    assert deployment.deliver(event="slow", delivery_id="slow").is_success
    until(lambda: _state(deployment, "slow") == "processing")
    worker.terminate()
    assert worker.wait(timeout=15) in (0, -signal.SIGTERM)
    assert "done" == _state(deployment, "slow")


def _state(deployment: Deployment, name: str) -> str:
    return next(str(each.state) for each in deployment.deliveries() if each.id == name)
