"""Celery: what is sent to its brokers, what its workers are, and its own commands."""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from threading import current_thread

import pytest
from kombu.exceptions import OperationalError

from brokers import Broker
from diary import Diary, nothing
from fake import settings
from processes import environment, group
from receiver.background.celery import BROKERS, STRATEGY, app, background
from receiver.background.celery.loops import Loop
from servers.children import free_port
from world import World


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
async def test_no_broker(scheme: str) -> None:
    """Without its broker a service begins nevertheless; its hints fail, and soon."""
    given = settings(broker_url=f"{scheme}://127.0.0.1:{free_port()}")
    async with background(given, nothing) as notify:
        began = time.monotonic()
        with pytest.raises(OperationalError):
            await notify([1])
        assert time.monotonic() < began + 5


async def test_frozen(brokers_of: Callable[[str], Broker]) -> None:
    """A broker that is frozen holds up who hints for about a second, and is used again after."""
    broker = brokers_of("redis")
    given = settings(broker_url=broker.url, queue=f"q{free_port()}")
    async with background(given, nothing) as notify:
        await notify([1])
        broker.freeze()
        try:
            began = time.monotonic()
            with pytest.raises(OperationalError):
                await notify([2])
            assert time.monotonic() < began + 3
        finally:
            broker.thaw()
        await notify([3])


def test_retries_are_the_inbox_s() -> None:
    """Nothing is kept of a task's end, and a worker takes no more than it has threads for."""
    for url in BROKERS:
        conf = app(settings(broker_url=url, workers=7), Diary()).conf
        assert (True, False, 1) == (
            conf.task_ignore_result,
            conf.task_acks_late,
            conf.worker_prefetch_multiplier,
        )
        assert ("threads", 7) == (conf.worker_pool, conf.worker_concurrency)


def test_command() -> None:
    """The command is Celery's own, for the app that it is given.

    Workers on one host have names of their own, without which RabbitMQ would have one only.
    """
    assert STRATEGY.engine
    one, other = ([*STRATEGY.engine.command(settings(), "a:b")] for _ in "ab")
    name = one[one.index("--hostname") + 1]
    assert ["celery", "--app", "a:b", "worker", "--hostname", name] == [
        each for each in one if not each.startswith("--") or each in ("--app", "--hostname")
    ]
    assert name.startswith("receiver-")
    assert name.endswith("@%h")
    assert name not in other


def test_loop() -> None:
    """Between the first thing and the last, all is done in one loop, in a thread of its own."""
    loop, seen = Loop(), []

    async def look() -> None:
        seen.append(current_thread().name)

    loop.call(seen.clear)  # it does not run
    loop.start(look())
    loop.run(look())
    loop.stop(look())
    loop.stop(look())  # it was stopped already
    assert ["loop"] * 3 == seen


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_its_own_commands(world: World, brokers_of: Callable[[str], Broker]) -> None:
    """`receiver worker` becomes Celery's command, to which `celery inspect` speaks as ever.

    That shows the task by its name; the queue that was chosen, the threads, and an option.
    """
    address, url = f"127.0.0.1:{free_port()}", brokers_of("redis").url
    more = {
        "RECEIVER_BACKGROUND": "celery",
        "RECEIVER_BROKER_URL": url,
        "RECEIVER_QUEUE": "chosen",
        "RECEIVER_WORKERS": "3",
        "RECEIVER_WORKER_ADDRESS": address,
    }
    variables = replace(world, more=more).settings()
    command = ["-m", "fake_engine", "--hostname", "mine@host"]
    with group(command, f"http://{address}", **variables):
        shown = subprocess.run(
            [sys.executable, "-m", "celery", "--app", "fake_engine:app", "inspect", "registered"],
            env=environment(**variables),
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert "mine@host: OK\n    * receiver.process" in shown
        inspect = app(settings(broker_url=url, queue="chosen"), Diary()).control.inspect()
        queues, stats = inspect.active_queues(), inspect.stats()
        assert queues
        assert stats
        assert "chosen" == queues["mine@host"][0]["name"]
        assert 3 == stats["mine@host"]["pool"]["max-concurrency"]
