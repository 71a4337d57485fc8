"""Hostile but ordinary answers: every file still parses, and says what was typed."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.texts import parse
from webhook_template_filters.text import one_line

if TYPE_CHECKING:
    from tests.baking import Baker

HOSTILE = {
    "quotes": 'The "quoted" one',
    "apostrophe": "O'Neil's",
    "backslash": "C:\\new\\table \\",
    "emoji": "🚀 👩‍💻 café 日本",
    "yaml": ": - [ { & * ! | > % @ `",
    "docstring": '"""',
    "newline": "one\ntwo\r\nthree: 3",
    "hash": "# not a comment # at all",
    "jinja block": "{% raw %} {% x %} {# y #}",
    "control": "bell \x07 delete \x7f next\x85line separator\u2028 bom \ufeff nul \x00",
    "markdown": "- [x](y) <b>*z*</b> | `q` _u_ &amp; $1$",
    "dollar": "${HOME} $(id) %PATH%",
    "toml": "']]\n[tool.evil]\nx = 1",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_any_text_arrives(bake: Baker, text: str) -> None:
    """Every file parses, and pyproject.toml carries the text back, several lines as one."""
    project = bake(project_name=text, project_slug="hostile", description=text, author_name=text)
    for name in project.names():
        parse(name, project.text(name))
    metadata = tomllib.loads(project.text("pyproject.toml"))["project"]
    found = (metadata["description"], metadata["authors"][0]["name"])
    assert (one_line(text), one_line(text)) == found


def test_typed_jinja_is_text(bake: Baker) -> None:
    """What is typed at a prompt is never rendered, whatever it looks like."""
    typed = ["{{ x }}", "jinja", "# {% x %} {{ y }}", "{# z #}", *([""] * 12)]
    ran = bake.cli(typed="\n".join(typed))
    assert (0, "") == (ran.returncode, ran.stderr)
    metadata = tomllib.loads((bake.folder / "jinja" / "pyproject.toml").read_text("utf-8"))
    found = (metadata["project"]["description"], metadata["project"]["authors"][0]["name"])
    assert ("# {% x %} {{ y }}", "{# z #}") == found
