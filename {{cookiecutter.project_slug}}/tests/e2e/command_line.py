"""The command line in processes of its own, beside a service and on the same inbox."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import PIPE, CompletedProcess, Popen
from typing import Any

from processes import environment
from receiver.operations import Operation
from receiver.storage import records
from receiver.storage.opening import open_database
from world import World

PATIENCE = 120.0


def command(*arguments: str) -> list[str]:
    """Return the command that runs `receiver` with these arguments."""
    return [sys.executable, "-m", "receiver", *arguments]


def receiver(world: World, *arguments: str) -> CompletedProcess[str]:
    """Run `receiver` to its end."""
    return subprocess.run(
        command(*arguments),
        env=environment(RECEIVER_DATABASE_URL=world.database_url),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def shown(world: World, *arguments: str) -> Any:  # noqa: ANN401 - JSON is anything
    """Return what `receiver` prints as JSON."""
    ended = receiver(world, *arguments, "--json")
    assert 0 == ended.returncode, ended.stderr
    return json.loads(ended.stdout)


@contextmanager
def started(world: World, *arguments: str) -> Iterator[Popen[bytes]]:
    """Run `receiver` beside the block, and kill it if it has not ended by then."""
    env = environment(RECEIVER_DATABASE_URL=world.database_url)
    with Popen(command(*arguments), env=env, stdout=PIPE, stderr=PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


def last_operation(world: World) -> Operation | None:
    """Return the operation that was begun last, if there is one."""
    with open_database(world.database_url) as database, database.snapshot() as connection:
        found = records.newest(connection, 1)
    return found[0] if found else None
