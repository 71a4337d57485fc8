"""Slim: structlog, imported without rich, which it takes up where it finds it.

It would show tracebacks in colours, and in them the values of variables, which may be payloads.
A start is a tenth shorter without. Whoever imported it before has it all the same.
"""

import sys
from importlib import import_module
from types import ModuleType

RICH = "rich"


def import_structlog() -> ModuleType:
    """Import structlog for everybody, as if rich were not installed; return it."""
    if RICH in sys.modules:
        return import_module("structlog")
    sys.modules[RICH] = None  # type: ignore[assignment]  # which is "not found"
    try:
        return import_module("structlog")
    finally:
        del sys.modules[RICH]
