"""The service with the fake provider as `receiver worker` runs it: ``python -m fake_engine``.

An engine's own command is pointed to `fake_engine:app`.
"""

import sys

from fake_service import service
from receiver import worker


def __getattr__(name: str) -> object:
    """Make the app when it is asked for."""
    if name == "app":
        return worker.app_of(service())
    raise AttributeError(name)


if __name__ == "__main__":
    worker.run(service(), "fake_engine:app", sys.argv[1:])
