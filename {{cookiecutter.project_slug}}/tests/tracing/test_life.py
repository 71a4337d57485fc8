"""The way of a delivery through real processes, as a collector is told of it."""

import json

import pytest

from arrangements import Deployment, arrangements, first
from leaky import LEAKS
from processes import until
from running import run
from tracing.canaries import send, tells_nothing_else
from tracing.collector import Collector, Taken
from tracing.memory import PARENT, SENT, TRACE

PATIENCE = 60.0


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Trace each strategy whose workers are processes of their own; in the short form the first."""
    full = metafunc.config.getoption("--faults") == "full"
    found = [each for each in first(arrangements(full=full)) if each.apart]
    metafunc.parametrize("arrangement", found if full else found[:1], ids=str)


def test_life(
    deployment: Deployment,
    collector: Collector,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The request is in the sender's trace; each attempt, in another process, links to it.

    So do the attempt that failed, the one after that, and those of a replay. Lines of the log
    name both. Nothing else is told: no probe, and nothing that a sender sends or a handler says.
    """
    fails = deployment.folder / "fail"
    fails.touch()
    with deployment.receiving(), deployment.worker(OTEL_SERVICE_NAME="worker"):
        send(deployment, "fragile", "d-1", {"traceparent": SENT})
        until(lambda: _attempts(collector, "d-1"), PATIENCE)
        fails.unlink()
        deployment.settled(PATIENCE)
        with monkeypatch.context() as own:
            own.setenv("RECEIVER_DATABASE_URL", deployment.database_url)
            assert 0 == run("replay", str(_key(deployment))).exit_code
        deployment.settled(PATIENCE)
        for event in LEAKS:
            send(deployment, event, event, {})
        deployment.settled(PATIENCE)
    (request,) = [each for each in collector.spans("POST") if each.trace == TRACE]
    attempts = _attempts(collector, "d-1")
    assert ("web", PARENT, "accepted") == (request.service, request.parent, request.outcome)
    *failed, retried, replayed = attempts
    assert [*range(1, len(failed) + 2), 1] == [
        each.attributes["webhook.attempt"] for each in attempts
    ]
    assert ("done", "done") == (retried.outcome, replayed.outcome)
    assert {("failed", True, ("exception",))} == {
        (each.outcome, each.is_error, each.events) for each in failed
    }
    assert {("worker", ((TRACE, request.span),))} == {
        (each.service, each.links) for each in attempts
    }
    assert len(attempts) == len({each.trace for each in attempts} - {TRACE})
    tells_nothing_else(collector)
    told = capfd.readouterr().err.splitlines()
    lines = [json.loads(each) for each in told if each.startswith("{")]
    assert {(each.trace, each.span) for each in failed} == {
        (line["trace_id"], line["span_id"])
        for line in lines
        if line.get("key") == 1 and "attempt" in line["event"]
    }


def _attempts(collector: Collector, name: str) -> list[Taken]:
    """Return the attempts at a delivery."""
    spans = collector.spans("process")
    return [each for each in spans if each.attributes["messaging.message.id"] == name]


def _key(deployment: Deployment) -> int:
    (found,) = deployment.deliveries()
    return found.key
