"""Engines: runs the command of a strategy's engine, all of whose processes log as ours do.

``python -m receiver.server.engines celery --app receiver.worker:app worker``
"""

import runpy
import sys

from receiver.observability import logging
from receiver.settings import load_settings

MODULE = "receiver.server.engines"


def main() -> None:
    """Run the module that comes first among the arguments, with the others, in our place."""
    logging.configure(load_settings())
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
