"""Commits that fail or take their time, in each kind of database.

A COMMIT is made to fail by a deferred constraint, which every kind has. One is made slow by a
deferred trigger where there is such a thing; SQLite has none, and there the service's process
sleeps just before it commits (`fake_service.py`), which is the closest to it.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError

from processes import until
from sabotage import execute, kind
from world import World

TRIGGER = """
    CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {action} END $$;
    CREATE CONSTRAINT TRIGGER spoil AFTER INSERT ON deliveries
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION spoil()
"""
ONCE_A_COMMIT = """
    IF coalesce(current_setting('spoil.slept', true), '') = '' THEN
        PERFORM set_config('spoil.slept', '1', true), pg_sleep({seconds});
    END IF;
    RETURN NULL;
"""
FAILING = {
    "sqlite": (
        "CREATE TABLE parents (key INTEGER PRIMARY KEY)",
        "CREATE TABLE orphans (parent INTEGER REFERENCES parents DEFERRABLE INITIALLY DEFERRED)",
        "CREATE TRIGGER spoil AFTER INSERT ON deliveries BEGIN INSERT INTO orphans VALUES (1); END",
    ),
    "postgresql": (TRIGGER.format(action="RAISE 'spoilt';"),),
}
MEND = {
    "sqlite": ("DROP TRIGGER spoil",),
    "postgresql": ("DROP TRIGGER spoil ON deliveries", "DROP FUNCTION spoil"),
}


@contextmanager
def failing_commits(world: World) -> Iterator[None]:
    """Let the COMMIT of every new delivery fail, after its INSERT has succeeded."""
    execute(world, *FAILING[kind(world)])
    yield
    execute(world, *MEND[kind(world)])


@contextmanager
def slow_commits(world: World, seconds: float) -> Iterator[None]:
    """Let the COMMIT of new deliveries take so long; when it is over, none is under way."""
    if kind(world) == "sqlite":
        slow = world.folder / "slow"
        slow.write_text(str(seconds))
        yield
        slow.unlink()
        time.sleep(seconds + 1)
    else:
        sleep = ONCE_A_COMMIT.format(seconds=seconds)
        execute(world, TRIGGER.format(action=sleep))
        yield
        until(lambda: _mended(world))


def _mended(world: World) -> bool:
    """Mend the commits, which waits for those that are under way, but not for long."""
    try:
        execute(world, *MEND[kind(world)])
    except OperationalError:
        return False
    return True
