"""Pruning: what was pruned is still known when it comes again, and nobody waits for it."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count

import pytest

from answers import Answers
from command_line import last_operation, shown
from load import deliver
from masses import mass
from processes import started, until
from proof import Proof
from receiver.storage.opening import open_database
from world import World

Turn = tuple[float, float]
"""When it began and ended, on the monotonic clock."""
SENDERS, EACH = 4, 15
"""How many senders there are, and how many deliveries each sends in a second."""
BODY = b'{"text": "%s"}' % (b"x" * 1000)
SETTLING = 0.3
"""Seconds until what pruning has held up is answered."""
NOISE = 0.25, 0.002
"""Seconds by which the slowest of a few, and of many, answers differ anyway."""


@pytest.mark.fault(15, "duplicate after the body was pruned")
def test_duplicate_of_what_was_pruned(world: World, proof: Proof) -> None:
    """A delivery that comes again after its body was pruned is neither stored nor handled again."""
    names = [f"d-{number}" for number in range(proof.of(20, 1000))]
    with world.service():
        assert {202} == {world.deliver(delivery_id=name).status_code for name in names}
        world.settled()
        time.sleep(1.1)
        (pruned,) = shown(world, "prune", "--keep-bodies", "1s")
        assert (len(names), {b""}) == (pruned["done"], set(world.stored().values()))
        assert {200} == {world.deliver(delivery_id=name).status_code for name in names}
        world.settled()
    assert Counter(names) == world.effects()
    assert (names, {b""}) == (sorted(world.stored(), key=names.index), {*world.stored().values()})
    proof.figure(f"{len(names):,} of {len(names):,} known")


@contextmanager
def senders(world: World) -> Iterator[Answers]:
    """Send at a steady rate, whatever the answers are, as long as the block runs."""
    answers, over = Answers(), threading.Event()

    def send(sender: int) -> None:
        connection = HTTPConnection("127.0.0.1", world.port, timeout=30)
        began = time.monotonic()
        for number in count():
            if over.wait(max(0.0, began + (number + sender / SENDERS) / EACH - time.monotonic())):
                break
            answers.add(deliver(connection, f"{sender}-{number}", BODY))
        connection.close()

    threads = [threading.Thread(target=send, args=(each,)) for each in range(SENDERS)]
    for each in threads:
        each.start()
    try:
        yield answers
    finally:
        over.set()
        for each in threads:
            each.join()


def slow(answers: Answers, turns: list[Turn]) -> float:
    """Return the seconds within which 99 of 100 answers came, in these turns."""
    seconds = sorted(each.seconds for turn in turns for each in answers.between(*turn))
    return seconds[int(len(seconds) * 0.99)]


def is_at_it(world: World) -> bool:
    """Say whether pruning has begun."""
    operation = last_operation(world)
    return bool(operation and operation.done)


def pruned_by_turns(world: World, on: float, off: float) -> tuple[list[Turn], list[Turn]]:
    """Prune for a time and not for a time until all is pruned; return when it was, and was not."""
    pause, busy, quiet = world.folder / "pause", [], []
    with started("-m", "pruner", world.database_url, str(pause)) as process:
        until(lambda: is_at_it(world))
        while process.poll() is None:
            busy.append(turn(on))
            pause.touch()
            time.sleep(SETTLING)
            quiet.append(turn(off))
            pause.unlink()
    assert 0 == process.returncode
    return busy, quiet


def turn(seconds: float) -> Turn:
    """Let a time go by, and return it."""
    began = time.monotonic()
    time.sleep(seconds)
    return began, time.monotonic()


@pytest.mark.fault(39, "prune under load")
def test_receiving_while_much_is_pruned(world: World, proof: Proof) -> None:
    """While bodies are pruned, deliveries are answered about as fast as when they are not."""
    number = proof.of(1000, 1_000_000)
    with open_database(world.database_url) as database:
        mass(database, number, age=40, body=BODY)
    with world.service(), senders(world) as answers:
        turns = pruned_by_turns(world, proof.of(1.0, 12.0), proof.of(0.7, 3.0))
    assert {202: len(answers)} == answers.statuses()
    (pruned,) = shown(world, "operations", "list")
    assert (number, number) == (pruned["total"], pruned["done"])
    busy, quiet = (slow(answers, each) for each in turns)
    seconds = sum(ended - began for began, ended in turns[0])
    proof.figure(
        f"{number:,} pruned in {seconds:.0f} s; ack p99 {quiet * 1000:.0f} ms without, "
        f"{busy * 1000:.0f} ms meanwhile ({busy / quiet - 1:+.0%})"
    )
    assert busy <= quiet * 1.2 + proof.of(*NOISE)
