"""Handlers of the fake service that go by an order, and the traces that they leave."""

import asyncio
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from random import uniform
from typing import TypeAlias

from receiver import Delivery, on

STATE = "FAKE_STATE"
"""A folder with a file for each object: the event that is known to be its newest."""
TURNS = "FAKE_TURNS"
"""A file with a line for each beginning, each end and each success of a handler."""
LIMIT = 0.5

Line: TypeAlias = tuple[str, str, int, float]


@on("fake", "object", ordering="object")
def keep_newest(delivery: Delivery) -> None:
    """Keep an object's event, unless a newer one is known: by the time that the sender gave it.

    It looks first and writes later, which is only right while nobody else is at the object.
    """
    event = delivery.json()
    file = Path(os.environ[STATE]) / event["object"]
    known = json.loads(file.read_text()) if file.exists() else {"at": 0}
    time.sleep(uniform(0.05, 0.15))  # noqa: S311 - no secret
    if event["at"] > known["at"]:
        file.write_text(json.dumps(event))


@on("fake", "turn", ordering="key", timeout=LIMIT, attempts=30)
async def take_turn(delivery: Delivery) -> None:
    """Fail in the first attempts, or hang in them, as the payload says; and leave traces."""
    plan = delivery.json()
    mark("begin", plan)
    try:
        await asyncio.sleep(plan["pause"])
        if delivery.attempt <= plan["hang"]:
            await asyncio.Event().wait()
        if delivery.attempt <= plan["fail"]:
            raise ConnectionError
        mark("done", plan)
    finally:
        mark("end", plan)


HANDLERS = (keep_newest, take_turn)


def mark(word: str, plan: dict[str, object]) -> None:
    """Write one line; whoever else writes at the same time writes before it or after it."""
    line = f"{word} {plan.get('key', '-')} {plan['number']} {time.monotonic()}\n"
    with Path(os.environ[TURNS]).open("a") as turns:
        turns.write(line)


@dataclass(frozen=True)
class Turns:
    """The traces of `take_turn`, as far as it has come."""

    file: Path

    def lines(self, word: str = "") -> list[Line]:
        """Return the lines, or those with a word: the word, the key, the number and the time."""
        found = self.file.read_text().splitlines() if self.file.exists() else []
        parts = [line.split() for line in found]
        return [
            (first, key, int(number), float(at))
            for first, key, number, at in parts
            if word in ("", first)
        ]

    def wrong(self) -> list[str]:
        """Return what was out of order: begun before the one before it was done, or beside it.

        One that ends with its process leaves no line for that, and begins again; so does one
        that was done, if its process was killed before it could write that down.
        """
        done: dict[str, int] = {}
        running: dict[str, int] = {}
        wrong = []
        for word, key, number, _ in self.lines():
            if key == "-":
                continue
            last = done.get(key, -1)
            if word == "begin" and (
                number not in (last, last + 1) or running.get(key, number) != number
            ):
                wrong.append(f"{key}: {number} after {last}, beside {running.get(key)}")
            if word == "begin":
                running[key] = number
            if word == "end":
                running.pop(key, None)
            if word == "done":
                done[key] = number
        return wrong
