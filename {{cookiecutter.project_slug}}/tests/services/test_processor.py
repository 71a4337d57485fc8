"""Processing: what an attempt's end makes of the delivery."""

from pydantic import BaseModel

from inboxes import change, look, processor, stored
from receiver import Delivery, on
from receiver.deliveries import State
from receiver.observability.metrics import Metrics
from receiver.storage.engine import Database


@on("fake")
async def succeed(_delivery: Delivery) -> None:
    """Do what was asked."""


async def test_done(database: Database) -> None:
    """A handler that returns has handled the delivery, and the ledger says so."""
    (key,) = stored(database)
    await processor(database, succeed).process(key)
    state, ledger = look(database)
    assert State.DONE == state
    assert [(1, f"{__name__}.succeed", "done", "", "")] == [
        (line.attempt, line.handler, line.outcome, line.cause, line.message) for line in ledger
    ]


async def test_what_a_handler_gets(database: Database) -> None:
    """A handler gets the delivery as it is stored, with its key and the number of the attempt."""
    given = []

    @on("fake")
    async def handle(delivery: Delivery) -> None:
        given.append((delivery.key, delivery.attempt, delivery.id, delivery.body))

    (key,) = stored(database, "a", body=b"\xff")
    await processor(database, handle).process(key)
    assert [(key, 1, "a", b"\xff")] == given


async def test_payload(database: Database) -> None:
    """A handler that asks for a model gets the payload as one."""
    given = []

    class Push(BaseModel):
        ref: str

    async def handle(_delivery: Delivery, payload: Push) -> None:
        given.append(payload)

    handle.__annotations__["payload"] = Push
    (key,) = stored(database, body=b'{"ref": "main", "more": 1}')
    await processor(database, on("fake")(handle)).process(key)
    assert [Push(ref="main")] == given


async def test_counted_dead(database: Database) -> None:
    """The last attempt of a handler counts as its death, and no attempt counts twice."""
    metrics = Metrics()
    (key,) = stored(database)
    working = processor(database, fail, metrics=metrics, attempts=3)
    for _ in range(3):
        change(database, state=State.RECEIVED)
        await working.process(key)
    counted = [
        metrics.registry.get_sample_value(
            "webhook_attempts_total", {"handler": f"{__name__}.fail", "outcome": outcome}
        )
        for outcome in ("failed", "dead")
    ]
    assert (State.DEAD, [2.0, 1.0]) == (look(database, key)[0], counted)


@on("fake")
async def fail(_delivery: Delivery) -> None:
    """Fail."""
    raise LookupError


async def test_counted(database: Database) -> None:
    """Attempts are counted by handler and outcome."""
    metrics = Metrics()
    for key in stored(database, "a", "b"):
        await processor(database, succeed, fail, metrics=metrics).process(key)
    labels = [(succeed, "done"), (fail, "failed"), (fail, "done")]
    assert [2.0, 2.0, None] == [
        metrics.registry.get_sample_value(
            "webhook_attempts_total",
            {"handler": f"{__name__}.{handler.__name__}", "outcome": outcome},
        )
        for handler, outcome in labels
    ]
