"""Reference: what the settings and the command line say of themselves, as Markdown.

MkDocs calls `on_page_markdown` with each page. Where one says `<!-- settings -->` or
`<!-- commands -->`, it gets what the code says when the site is built.
"""

import ast
import inspect
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import typer
from typer.cli import get_docs_for_click
from typer.main import get_group

from receiver.cli import app
from receiver.commands.options.choosing import LARGEST
from receiver.settings import Settings, variable
from receiver.variables import WITH_NAMES

LIMITS = {
    "minimum": "at least {:,}",
    "exclusiveMinimum": "more than {:,}",
    "maximum": "at most {:,}",
    "pattern": "fits `{}`",
}


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return a page's Markdown with what is generated in its place."""
    for place, write in PLACES.items():
        if place in markdown:
            markdown = markdown.replace(place, write())
    return markdown


def settings() -> str:
    """Return an entry for each setting: its variable, what it decides, its default and limits."""
    properties, told = Settings.model_json_schema()["properties"], descriptions()
    return "\n".join(_entry(name, properties[name], told[name]) for name in Settings.model_fields)


def descriptions() -> dict[str, str]:
    """Return the text that stands below each field of the settings."""
    body = ast.parse(inspect.getsource(Settings)).body[0]
    lines = [each for each in ast.iter_child_nodes(body) if isinstance(each, ast.stmt)]
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(lines)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
        if isinstance(text.value.value, str)
    }


def _entry(name: str, schema: Mapping[str, Any], told: str) -> str:
    setting = variable(name)
    parts = WITH_NAMES[setting][0] if setting in WITH_NAMES else ()
    heading = f"## `{'__'.join((setting, *parts))}` " + "{ #" + setting.lower() + " }"
    limits = "" if parts else f"\n{_limits(schema)}.\n"
    return f"{heading}\n\n{told}\n{limits}"


def _limits(schema: Mapping[str, Any]) -> str:
    default = schema["default"]
    shown = f"{default:g}" if isinstance(default, float) else str(default)
    said = [f"Default: `{shown}`" if shown else "Empty by default"]
    said += [text.format(schema[key]) for key, text in LIMITS.items() if key in schema]
    if "enum" in schema:
        said.append("one of " + ", ".join(f"`{each}`" for each in schema["enum"]))
    return "; ".join(said)


def commands() -> str:
    """Return a section for each command: what it does, its arguments and its options."""
    group = get_group(app)
    context = typer.Context(group, info_name="receiver")
    text = get_docs_for_click(obj=group, ctx=context, name="receiver")
    return text[text.index("\n## ") :].strip().replace(f"1<=x<={LARGEST}", "x>=1")


PLACES: Mapping[str, Callable[[], str]] = {
    "<!-- settings -->": settings,
    "<!-- commands -->": commands,
}
