"""Rendering: Jinja2, with every value escaped, and what strangers wrote made visible."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from receiver.console import static
from receiver.console.showing import text


@cache
def environment() -> Environment:
    """Return the templates."""
    made = Environment(
        loader=PackageLoader("receiver.console"),
        autoescape=True,
        finalize=text.shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        age=text.age, moment=text.moment, utc=text.utc, size=text.size, wait=text.wait
    )
    made.globals["version"] = static.version()
    return made


def html(template: str, values: Mapping[str, Any]) -> str:
    """Return a page; halves of characters, which no page could hold, are escaped as well."""
    return environment().get_template(template).render(values)
