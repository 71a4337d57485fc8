"""Registers the template's Jinja filters; cookiecutter.json names this extension.

Cookiecutter appends the repository to `sys.path`, and Python keeps a module by its name for as long
as the process lives. So the name must be like no other template's; and an update, which renders two
versions of the template in one process, must not render the second with the first one's filters.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2.ext import Extension

if TYPE_CHECKING:
    from jinja2 import Environment


class WebhookTemplateExtension(Extension):
    """Filters that check answers, list options and write free text into files."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        if _version() != VERSION:
            for name in [name for name in sys.modules if name.partition(".")[0] == __name__]:
                del sys.modules[name]
        filters: Any = import_module(f"{__name__}.filters")
        filters.add_filters(environment)


def _version() -> list[tuple[str, int, int]]:
    """Return what tells the files that an import finds now from those of another version."""
    found = PathFinder.find_spec(__name__)
    folders = (found and found.submodule_search_locations) or [str(Path(__file__).parent)]
    files = sorted(path for folder in folders for path in Path(folder).glob("*.*"))
    stats = [(str(path), path.stat()) for path in files]
    return [(path, stat.st_mtime_ns, stat.st_size) for path, stat in stats]


VERSION = _version()
