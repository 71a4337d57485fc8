"""Logs, whoever runs the handlers: each line of each process is one JSON object, and tells nothing.

From the first line to the last, crashes and warnings included, of the engines' own processes too.
"""

import subprocess
import sys
from socket import create_server

import pytest

from arrangements import Deployment
from careless import CARELESS
from leaky import LEAKS
from lines import ACCEPTED, read, strayed, wrong
from processes import environment
from world import command_of

BODY = b'{"user_id": "canary-body", "canary-key": 1}'
QUICK = {
    "RECEIVER_ATTEMPTS": "2",
    "RECEIVER_RETRY_BASE": "0.05",
    "RECEIVER_LOG_LEVEL": "debug",
    "RECEIVER_LOG_FORMAT": "json",
}


pytestmark = pytest.mark.further
"""In the short form the lines of a life are looked at: `test_life.py`."""


def test_lines(deployment: Deployment, capfd: pytest.CaptureFixture[str]) -> None:
    """From start to end each line is an object, and of what was delivered none tells the payload.

    An attempt's lines have the key, and the id of the request that brought the delivery.
    """
    events = [*LEAKS, *CARELESS, "ping"]
    with deployment.both(**QUICK):
        for event in events:
            assert deployment.deliver(BODY, event=event).is_success
        deployment.settled(60)
    printed = "".join(capfd.readouterr())
    lines = read(printed)
    assert [] == list(wrong(lines))
    assert [] == list(strayed(lines))
    assert "canary" not in printed
    accepted = {line["key"]: line for line in lines if line["event"] == ACCEPTED}
    ended = [line for line in lines if line["event"] in ("delivery.done", "delivery.dead")]
    assert len(events) == len(accepted) == len(ended)
    for line in ended:
        assert {"source", "webhook_event", "attempt", "key"} <= set(line)
        assert line["webhook_event"] == accepted[line["key"]]["webhook_event"]
    told = {line["event"] for line in lines}
    assert {"process.started", "warning.raised", "thread.failed", "message.garbled"} <= told
    assert {"error.ignored", "process.stopped", "message.logged", "attempt.dead"} <= told


def test_a_worker_that_cannot_start(deployment: Deployment) -> None:
    """Each line of one whose address is taken is an object too, and one says what is wrong."""
    with create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        given = deployment.settings() | QUICK | {"RECEIVER_WORKER_ADDRESS": address}
        if not deployment.arrangement.apart:
            pytest.skip("the service itself handles, and has no worker")
        command = [sys.executable, "-m", *command_of(given)]
        with subprocess.Popen(
            command, env=environment(**given), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as worker:
            try:
                out, _ = worker.communicate(timeout=30)
            except subprocess.TimeoutExpired:  # an engine may try again for ever
                worker.terminate()
                out, _ = worker.communicate(timeout=30)
    lines = read(out.decode())
    assert [] == list(wrong(lines))
    failed = [line for line in lines if line["event"] in ("process.crashed", "worker.failed")]
    assert failed
    assert "RECEIVER_WORKER_ADDRESS" in failed[0]["error"]
    assert "SettingsInvalid" == failed[0]["exception"][0]["exc_type"]
