"""A collector that is slow, down or refuses: it costs spans, and nothing else."""

import signal
import time

import pytest

from processes import until
from proof import Proof
from receiver.tracing.exporting import PATIENCE
from servers.children import free_port
from tracing.collector import Collector
from world import World

TROUBLES = ("hangs", "refuses", "down")
SLACK = 5.0
"""Seconds that a service takes to end beside that, on a machine with much else to do."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Try each trouble; in the short form the worst."""
    if "trouble" in metafunc.fixturenames:
        full = metafunc.config.getoption("--faults") == "full"
        metafunc.parametrize("trouble", TROUBLES if full else TROUBLES[:1])


def test_trouble(
    traced: World,
    collector: Collector,
    capfd: pytest.CaptureFixture[str],
    proof: Proof,
    trouble: str,
) -> None:
    """Each delivery is accepted in time and handled, and the service ends when it is told to."""
    number, variables = proof.of(50, 3_000), {"OTEL_BSP_MAX_EXPORT_BATCH_SIZE": "10"}
    if trouble == "hangs":
        collector.open.clear()
    collector.status = 503
    if trouble == "down":
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = f"http://127.0.0.1:{free_port()}"
    with traced.service(**variables) as service:
        began = time.monotonic()
        answers = [traced.deliver() for _ in range(number)]
        took = max(each.elapsed.total_seconds() for each in answers)
        traced.settled(PATIENCE + SLACK + time.monotonic() - began)
        ending = time.monotonic()
        service.send_signal(signal.SIGTERM)
        assert service.wait(60) in (0, -signal.SIGTERM)
        ended = time.monotonic() - ending
    assert ({202}, number) == ({each.status_code for each in answers}, len(traced.effects()))
    assert ended < PATIENCE + SLACK
    assert took < 1
    assert [] == collector.requests
    printed = "".join(capfd.readouterr())
    assert printed.count("collector.unavailable") <= 1
    assert [] == [
        each for each in ("Traceback", "Transient", "Failed to export") if each in printed
    ]


def test_back_again(traced: World, collector: Collector, capfd: pytest.CaptureFixture[str]) -> None:
    """One that comes back gets what is traced from then on; the log says both, and if asked why."""
    collector.status = 400  # which is not tried again
    with traced.service(RECEIVER_LOG_LEVEL="debug"):
        traced.deliver(delivery_id="lost")
        printed: list[str] = []
        until(lambda: _has(capfd, printed, "collector.unavailable"))
        assert "Failed to export spans batch code: 400" in "".join(printed)
        collector.status = 200
        traced.deliver(delivery_id="kept")
        until(lambda: _has(capfd, printed, "collector.available"))
    found = {each.attributes.get("messaging.message.id") for each in collector.spans("process")}
    assert {"kept"} == found - {"lost"}


def _has(capfd: pytest.CaptureFixture[str], printed: list[str], word: str) -> bool:
    printed.append("".join(capfd.readouterr()))
    return word in "".join(printed)
