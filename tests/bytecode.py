"""Compiles each file of the template once, however many projects are rendered: half of the work."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache
from jinja2.ext import Extension

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment
    from jinja2.bccache import Bucket


class Kept(BytecodeCache):
    """Keeps bytecode in memory. Jinja asks for it by a file's name and text."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give back what was compiled before."""
        if code := self._kept.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled now."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


KEPT = Kept()


class KeepBytecode(Extension):
    """Has every environment that cookiecutter makes use the same cache."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.bytecode_cache = KEPT


def keep_bytecode(template: Path) -> None:
    """Add the extension to those that a copy of the template names."""
    path = template / "cookiecutter.json"
    asked = json.loads(path.read_text(encoding="utf-8"))
    asked["_extensions"].append(f"{__name__}.{KeepBytecode.__name__}")
    path.write_text(json.dumps(asked), encoding="utf-8")
