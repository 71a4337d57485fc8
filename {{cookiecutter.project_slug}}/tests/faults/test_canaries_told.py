"""Canaries in all that a sender sends: what a real service then tells, on whichever way."""

from collections.abc import Mapping
from dataclasses import replace

import httpx2
import pytest

from careless import CARELESS
from fake import SECRET, signed
from leaky import LEAKS
from lines import read, wrong
from processes import ALIVE
from proof import Proof
from world import World

BODY = b'{"user_id": "canary-body"}'
HEADERS = {"X-Own": "canary-header", "Cookie": "canary-cookie", "Authorization": "canary-auth"}
EVENTS = (*LEAKS, *CARELESS, "stray", "nobody.cares")
QUICK = {"RECEIVER_ATTEMPTS": "2", "RECEIVER_RETRY_BASE": "0.05", "RECEIVER_BODY_CAP": "2048"}


class Sender:
    """Sends canaries to a service, and remembers all that it is told and what was secret."""

    def __init__(self, world: World) -> None:
        self.told: list[str] = []
        self.hidden = ["canary", SECRET]
        self._world = world

    def send(
        self,
        body: bytes = BODY,
        event: str = "ping",
        path: str = "/webhooks/fake",
        more: Mapping[str, str] | None = None,
    ) -> int:
        """Send a signed delivery, with changes to its headers; return the status."""
        headers = {**signed(BODY, event=event), **HEADERS, **(more or {})}
        url = self._world.url(f"{path}?x=canary-query")
        answer = self._world.client.post(url, content=body, headers=headers)
        self.hidden += headers["Fake-Signature"].split("v1=")[1:]
        self.told += [answer.text, str(answer.headers)]
        return answer.status_code

    def look(self) -> str:
        """Return the metrics, which count as told as well."""
        self.told.append(httpx2.get(self._world.url("/metrics")).text)
        return self.told[-1]

    def leaks(self, printed: str) -> list[str]:
        """Return what was to be hidden, and was told or printed."""
        everything = "\n".join([printed, *self.told])
        return [each for each in self.hidden if each in everything]


def refusals(sender: Sender) -> list[int]:
    """Send what is refused, for each reason that there is; return the statuses."""
    return [
        sender.send(BODY + b" "),
        sender.send(more={"Fake-Signature": "t=1,v1=canary-signature"}),
        sender.send(more={"Fake-Signature": f"t=canary-time,v1={'0' * 64}"}),
        sender.send(b"canary", more=signed(b"canary")),
        sender.send(b'{"canary": ', more=signed(b'{"canary": ')),
        sender.send(more={"Fake-Id": "canary" * 100}),
        sender.send(path="/webhooks/canary-path"),
        sender.send(b"canary" * 1000),
        sender.send(more={"Content-Encoding": "canary"}),
        sender.send(event="checked"),
    ]


@pytest.mark.fault(40, "canaries in header, body, query, secret and signature")
@pytest.mark.parametrize("log_format", ["json", "console"])
def test_handled(
    world: World, capfd: pytest.CaptureFixture[str], proof: Proof, log_format: str
) -> None:
    """None is in a log line of any level, a label, an error or an answer, whatever goes wrong."""
    sender, rounds = Sender(world), proof.of(1, 50)
    given = QUICK | {"RECEIVER_LOG_LEVEL": "debug", "RECEIVER_LOG_FORMAT": log_format}
    with world.service(**given):
        accepted = [sender.send(event=each) for each in EVENTS * rounds]
        refused = [sender.send(path="/livez/canary"), *refusals(sender)]
        world.settled()
        metrics = sender.look()
    printed = "".join(capfd.readouterr())
    leaks = sender.leaks(printed)
    proof.figure(f"{len(leaks)} leaks in {len(printed.splitlines()):,} lines of {log_format}")
    assert [] == leaks
    assert {202} == set(accepted)
    assert [404, 401, 401, 401, 400, 400, 400, 404, 413, 415, 422] == refused
    assert log_format != "json" or [] == list(wrong(read(printed)))
    assert all(f".{what}" in printed for what in ("accepted", "rejected", "failed", "unhandled"))
    assert 'outcome="dead"' in metrics
    ended = {each.event: str(each.state) for each in world.deliveries()}
    dead = dict.fromkeys(LEAKS, "dead")
    done = dict.fromkeys((*CARELESS, "stray"), "done")
    assert dead | done | {"nobody.cares": "unhandled"} == ended


@pytest.mark.fault(40, "canaries, and a storage that fails")
def test_storage_fails(
    world: World, empty_url: str, capfd: pytest.CaptureFixture[str], proof: Proof
) -> None:
    """Nor does a database tell them that has none of the tables, and quotes what it was given."""
    broken = replace(world, database_url=empty_url)
    sender = Sender(broken)
    with broken.service(ALIVE, RECEIVER_LOG_LEVEL="debug"):
        statuses = [sender.send() for _ in range(proof.of(3, 100))]
        sender.look()
    printed = "".join(capfd.readouterr())
    leaks = sender.leaks(printed)
    proof.figure(f"{len(leaks)} leaks in {len(printed.splitlines()):,} lines")
    assert [] == leaks
    assert {503} == set(statuses)
    assert "inbox.unavailable" in printed
