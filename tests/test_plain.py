"""Text that has nothing to fill in is rendered as Jinja does it, but never compiled."""

from __future__ import annotations

import json
from unittest.mock import Mock

import pytest
from jinja2 import Environment

from tests.baking import ROOT
from webhook_template_filters.plain import spare_plain_text

MARKS = json.loads((ROOT / "cookiecutter.json").read_text(encoding="utf-8"))["_jinja2_env_vars"]
TEXTS = (
    "",
    "src/receiver/main.py",
    "é %} #} - %.md",
    "{{ name }}/main.py",
    "# {# a comment #}a",
    "# {% if name %}\na\n# {% endif %}\n",
    "a line\n",
)


@pytest.mark.parametrize("text", TEXTS)
def test_rendered_as_ever(text: str) -> None:
    """With and without it, a text comes out the same."""
    plain, sparing = Environment(**MARKS), Environment(**MARKS)  # noqa: S701 - it writes no HTML
    spare_plain_text(sparing)
    expected = plain.from_string(text).render(name="acme")
    assert expected == sparing.from_string(text).render(name="acme")


def test_not_compiled() -> None:
    """Only what has a mark of Jinja's is compiled."""
    environment = Environment(**MARKS)  # noqa: S701 - it writes no HTML
    environment.compile = Mock(side_effect=environment.compile)  # type: ignore[method-assign]
    spare_plain_text(environment)
    environment.from_string("src/receiver/main.py").render()
    environment.compile.assert_not_called()
    environment.from_string("{{ name }}/main.py").render(name="acme")
    environment.compile.assert_called_once()
