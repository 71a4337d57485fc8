"""A Jinja extension of the tests: what was compiled once in a process is not compiled again.

Cookiecutter renders the name of every file, which takes half of the time of a bake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2.ext import Extension

if TYPE_CHECKING:
    from types import CodeType

    from jinja2 import Environment

COMPILED: dict[tuple[str, str], CodeType] = {}
"""By what begins a block there, and the source; the template sets nothing else that counts."""


class Remembering(Extension):
    """Shares what is compiled between the environments of one process."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        compile_ = environment.compile

        def remembered(source: str, *rest: Any, **options: Any) -> Any:  # noqa: ANN401 - as Jinja has it
            if rest or options:
                return compile_(source, *rest, **options)
            key = (environment.block_start_string, source)
            if key not in COMPILED:
                COMPILED[key] = compile_(source)
            return COMPILED[key]

        environment.compile = remembered  # type: ignore[method-assign, assignment]
