"""A service and its worker, watched by a Prometheus with the owner's own files, only faster."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

from processes import running, until
from prometheus import OPS, RULES, Prometheus
from servers.children import free_port
from world import World

OFTEN = "1s"
"""Between two readings; none may take longer."""
PATIENCE = 60.0


@contextmanager
def watched(world: World) -> Iterator[Prometheus]:
    """Run a service that only receives, a worker, and Prometheus, until the block ends."""
    worker = f"127.0.0.1:{free_port()}"
    settings = world.settings() | {"RECEIVER_WORKER_ADDRESS": worker}
    server = Prometheus(world.folder)
    with (
        world.service(RECEIVER_WORKERS="0"),
        running(["-m", "fake_engine"], f"http://{worker}", **settings),
    ):
        try:
            server.start(config(f"127.0.0.1:{world.port}", worker), rules())
            yield server
        finally:
            server.kill()


def config(service: str, worker: str) -> str:
    """Return the configuration for a host, with these two in the place of the usual ones."""
    text = (OPS / "prometheus/host.yaml").read_text(encoding="utf-8")
    for usual, ours in (("127.0.0.1:8000", service), ("127.0.0.1:9000", worker), ("15s", OFTEN)):
        assert usual in text
        text = text.replace(usual, ours)
    return text


def rules() -> str:
    """Return the rules, without the time for which something has to be true before it is told."""
    text = RULES.read_text(encoding="utf-8")
    text, count = re.subn(r"(?m)^( +for:) \w+$", r"\1 0s", text)
    assert text.count("alert:") == count
    return text


def readings(server: Prometheus, more: int) -> None:
    """Wait until both processes have been read so many more times, and have answered."""
    enough = _fewest(server) + more
    until(lambda: _fewest(server) >= enough, PATIENCE)


def values(server: Prometheus, query: str, *, is_instant: bool) -> list[float]:
    """Return the last value of each series that a query yields, asked as Grafana does."""
    if is_instant:
        found = [each["value"] for each in server.vector(query)]
    else:
        now = time.time()
        span = {"start": str(now - 15), "end": str(now), "step": "1"}
        answer = server.ask("query_range", query=query, **span)
        found = [each["values"][-1] for each in answer["result"]]
    return [float(value) for _, value in found]


def _fewest(server: Prometheus) -> int:
    found = server.vector("count_over_time(webhook_hints_lost_total[5m])")
    return min(int(each["value"][1]) for each in found) if len(found) == 2 else 0
