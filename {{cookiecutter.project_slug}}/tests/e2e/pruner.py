"""Pruning in a process of its own, for a time and not for a time, as a file says."""

import asyncio
import sys
import time
from pathlib import Path

from receiver.operations import Operation, Signature
from receiver.services.plans import Ages, look_ahead
from receiver.services.pruning import prune
from receiver.storage.opening import open_database


async def run(url: str, pause: Path) -> None:
    """Prune what is older than 30 days; between two steps, wait while there is the file."""

    def wait(_: Operation) -> None:
        while pause.exists():
            time.sleep(0.02)

    with open_database(url, unhurried=True) as database:
        plan = await look_ahead(database, Ages(bodies=30, ids=0))
        await prune(database, plan, Signature(who="a test"), tell=wait)


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], Path(sys.argv[2])))
