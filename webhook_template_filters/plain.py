"""Makes a template of a text that has nothing to fill in, such as a file's name, uncompiled.

Cookiecutter renders the name of every file and folder, and compiling these names took a quarter
of the time that it takes to write a project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment


def spare_plain_text(environment: Environment) -> None:
    """Have an environment compile only what has a brace, as all of Jinja's marks do."""
    compiled = environment.from_string

    def from_string(source: str, *rest: Any, **options: Any) -> Template:  # noqa: ANN401 - as Jinja has it
        if "{" in source or "\n" in source:
            return compiled(source, *rest, **options)
        return _plain(environment, source)

    environment.from_string = from_string  # type: ignore[method-assign, assignment]


def _plain(environment: Environment, text: str) -> Template:
    def root(*_: object, **__: object) -> Iterator[str]:
        yield text

    module: dict[str, Any] = {"root": root, "blocks": {}, "debug_info": ""}
    module |= {"name": None, "__file__": None}
    return Template.from_module_dict(environment, module, environment.make_globals(None))
