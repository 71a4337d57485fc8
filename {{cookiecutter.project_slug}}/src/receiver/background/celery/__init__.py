"""Strategy `celery`: the workers are Celery's, over Redis or Valkey, RabbitMQ or SQS.

https://docs.celeryq.dev/en/stable/userguide/configuration.html
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from math import ceil
from secrets import token_hex

from celery import Celery, signals
from celery.apps import worker
from kombu.transport.redis import QoS

from receiver.background.base import (
    TASK,
    Engine,
    Notify,
    Process,
    Strategy,
    Work,
    beginning,
    in_threads,
)
from receiver.background.celery.loops import Loop
from receiver.settings import Settings

BROKERS = ("redis://localhost:6379/0", "amqp://guest:guest@localhost:5672//", "sqs://")
PUBLISHING = {
    "redis": {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0},
    "amqp": {"confirm_publish": True, "read_timeout": 1, "write_timeout": 1},
    "sqs": {},
}
"""What keeps a broker that is frozen from holding up for long who publishes."""
WORKING = {"health_check_interval": 3}
"""Seconds after which Redis is asked whether it is still there, and again left for a new one."""
THREADS = {"sqs": 8}
"""How many publish at the same time, where an answer comes from far away."""


@asynccontextmanager
async def background(settings: Settings, _process: Process) -> AsyncIterator[Notify]:
    """Send a task for each key, without a retry: the sweeper comes again."""
    kind = next(each for each in PUBLISHING if settings.broker_url.lower().startswith(each))
    celery = _celery(settings, PUBLISHING[kind])
    producers = celery.producer_pool  # imports much, for which the first hint would wait

    def publish(keys: Sequence[int]) -> None:
        with producers.acquire(block=True, timeout=1) as producer:
            for key in keys:
                celery.send_task(TASK, (key,), producer=producer, retry=False, confirm_timeout=1)

    with in_threads(publish, THREADS.get(kind, 1)) as notify:
        yield notify


def app(settings: Settings, work: Work) -> Celery:
    """Return the app of `celery --app … worker`: the service in a loop beside Celery's threads."""
    QoS.restore_at_shutdown = False  # that ends a worker whose Redis is gone
    celery, loop = _celery(settings, WORKING | {"visibility_timeout": ceil(settings.lease)}), Loop()

    @celery.task(name=TASK)
    def process(key: int) -> None:
        loop.run(work.process(key))

    def begin(**_: object) -> None:
        with beginning():
            loop.start(work.open())

    # It prints that it stops, past the log, which says so too.
    worker.safe_say = lambda *_: None  # type: ignore[attr-defined]
    signals.setup_logging.connect(lambda **_: None, weak=False)  # it is set up already
    for begins in (signals.worker_ready, signals.worker_process_init):
        begins.connect(begin, weak=False)
    signals.worker_shutting_down.connect(lambda **_: loop.call(work.drain), weak=False)
    for ends in (signals.worker_shutdown, signals.worker_process_shutdown):
        ends.connect(lambda **_: loop.stop(work.close()), weak=False)
    return celery


def _celery(settings: Settings, transport: Mapping[str, object]) -> Celery:
    celery = Celery("receiver", broker=settings.broker_url, set_as_current=False)
    celery.conf.update(
        task_default_queue=settings.queue,
        task_ignore_result=True,
        task_acks_late=False,  # the lease brings it again; an ack to a lost broker ends workers
        worker_pool="threads",
        worker_concurrency=max(1, settings.workers),
        worker_prefetch_multiplier=1,
        broker_connection_timeout=1,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_transport_options=transport,
    )
    return celery


def _command(_settings: Settings, app: str) -> Sequence[str]:
    name = f"receiver-{token_hex(3)}@%h"  # over RabbitMQ a second worker of the same name ends
    options = ("--hostname", name, "--without-gossip", "--without-mingle")
    return ("celery", "--quiet", "--app", app, "worker", *options)


STRATEGY = Strategy(open=background, engine=Engine(app, _command, BROKERS))
