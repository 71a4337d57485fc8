"""Plans of pruning: for how long what is kept, and what is older than that."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from receiver.deliveries import State
from receiver.moments import DAY
from receiver.storage.clock import now
from receiver.storage.engine import Database
from receiver.storage.pruning import PRUNABLE, Bodies, Ids, Stage, count


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """How many days bodies are kept, and ids, 0 for ever; of deliveries in these states."""

    bodies: float
    ids: float
    states: tuple[State, ...] = PRUNABLE

    def document(self) -> dict[str, object]:
        """Return the ages as an operation's record has them."""
        states = [str(each) for each in self.states]
        return {"keep_bodies": self.bodies, "keep_ids": self.ids, "state": states}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What pruning would do `at` a moment: its stages, each with its number of deliveries."""

    ages: Ages
    at: float
    stages: Sequence[tuple[Stage, int]]


async def look_ahead(database: Database, ages: Ages) -> Plan:
    """Return what pruning would do now."""
    return await database.survey(_plan, ages)


def _plan(connection: Connection, ages: Ages) -> Plan:
    at = connection.execute(select(now())).scalar_one()
    stages: list[Stage] = []
    if ages.bodies:
        stages.append(Bodies(at - ages.bodies * DAY, ages.states))
    if ages.ids:
        stages.append(Ids(at - ages.ids * DAY))
    return Plan(ages=ages, at=at, stages=[(each, count(connection, each)) for each in stages])
