"""Pruning: old bodies are deleted, and older ids, so gently that receiving does not notice."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from receiver.operations import Operation, Signature
from receiver.services.patience import patiently
from receiver.services.plans import Plan
from receiver.storage import records
from receiver.storage.engine import Database
from receiver.storage.pruning import Ids, Stage, forget_operations, oldest

LEAST, MOST = 50, 1000
"""How many deliveries one transaction takes."""

Tell = Callable[[Operation], object]


@dataclass(frozen=True, slots=True)
class Pace:
    """How many seconds a transaction should take, and how many times that nothing is done then."""

    hold: float
    rest: float


ALONE = Pace(hold=0.002, rest=120)
"""Where one writes at a time: receiving waits meanwhile, and its next commit writes more."""
BESIDE = Pace(hold=0.02, rest=40)
"""Where others can write beside, only the machine is shared."""
HURRY = Pace(hold=0.02, rest=0.2)
"""Where nobody minds that receiving may have to wait."""


@dataclass(frozen=True, slots=True)
class _Step:
    """The operation after a step, the seconds that this took, and whether it did the rest."""

    operation: Operation
    took: float
    all: bool


async def prune(
    database: Database,
    plan: Plan,
    signature: Signature,
    *,
    tell: Tell = lambda _: None,
    hurry: bool = False,
) -> list[Operation]:
    """Do what was planned, a few at a time, and return the operations that it is recorded as.

    In a `hurry` receiving may have to wait, else it does not. `tell` hears of every step.
    Whoever stops waiting stops it; the next time does the rest.
    """
    gentle = ALONE if database.kind.writers == 1 else BESIDE
    pace, ended = HURRY if hurry else gentle, []
    for stage, total in plan.stages:
        if total:
            begun = await database.write(_begin, stage, total, plan, signature)
            ended.append(await _carry_out(database, stage, begun, pace, tell))
        if isinstance(stage, Ids):
            await database.write(forget_operations, stage.before)
    return ended


async def _carry_out(
    database: Database, stage: Stage, operation: Operation, pace: Pace, tell: Tell
) -> Operation:
    size = LEAST
    while True:
        did = await patiently(partial(_go_on, database, stage, operation, size))
        if did.operation is not operation:
            operation = did.operation
            tell(operation)
        if did.all:
            return operation
        await asyncio.sleep(pace.rest * did.took)
        size = max(LEAST, min(MOST, int(size * min(2.0, pace.hold / did.took))))


async def _go_on(database: Database, stage: Stage, operation: Operation, size: int) -> _Step:
    keys = await database.read(oldest, stage, size)
    if not keys:
        return _Step(operation, 0.0, all=True)
    written, began = await database.write(_step, stage, operation, keys)
    return _Step(written, time.perf_counter() - began, all=len(keys) < size)


def _begin(
    connection: Connection, stage: Stage, total: int, plan: Plan, signature: Signature
) -> Operation:
    """Write down a stage that begins.

    It is ended from the first: there is nothing to go on with, the next time finds what is left.
    """
    document, at = plan.ages.document(), plan.at
    return records.begin(connection, stage.act, signature, document, at=at, total=total, ended=True)


def _step(
    connection: Connection, stage: Stage, operation: Operation, keys: Sequence[int]
) -> tuple[Operation, float]:
    """Do a stage to a few deliveries; return the operation, and when this began to hold others."""
    began = time.perf_counter()
    did = stage.do(connection, keys)
    written = records.write(connection, operation, did, operation.reached_key, ended=True)
    return written, began
