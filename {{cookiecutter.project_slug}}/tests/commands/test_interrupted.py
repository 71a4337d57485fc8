"""An operation that is interrupted by Ctrl-C says how to go on."""

import signal
from pathlib import Path

import httpx2

from command_line import last_operation, shown, started
from masses import mass
from processes import until
from receiver.deliveries import State
from receiver.storage.opening import open_database
from servers.children import free_port
from world import World


def test_interrupted(database_url: str, tmp_path: Path) -> None:
    """It ends with 1 and a hint; what it did is done, and the rest can be."""
    with open_database(database_url) as database:
        mass(database, 200, state=State.DEAD)
    with httpx2.Client() as client:
        world = World(client, free_port(), database_url, tmp_path)

    def begun() -> bool:
        operation = last_operation(world)
        return bool(operation and operation.done)

    with started(world, "replay", "--state", "dead", "--rate", "40") as process:
        until(begun, 60)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert (1, True) == (process.returncode, b"receiver replay --resume 1" in told), told
    left = last_operation(world)
    assert left
    assert (True, None) == (0 < left.done < 200, left.ended_at)
    assert 200 == shown(world, "replay", "--resume", "--rate", "10000")["done"]
