"""The template's filters: they check answers, list options and write free text into files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from webhook_template_filters.choices import CHOICES, brought
from webhook_template_filters.declarations import (
    cover_url,
    env_lines,
    second_source,
    sender_rows,
    use_key_pairs,
)
from webhook_template_filters.files import unneeded_files
from webhook_template_filters.locks import locked
from webhook_template_filters.names import check_project_name, check_project_slug
from webhook_template_filters.needs import hooks_ran, hooks_run, needed
from webhook_template_filters.options import BACKGROUND, DATABASE, PROVIDERS, chosen
from webhook_template_filters.plain import spare_plain_text
from webhook_template_filters.strategies import (
    brokers,
    check_together,
    with_engines,
)
from webhook_template_filters.text import markdown, one_line, toml

if TYPE_CHECKING:
    from jinja2 import Environment


def add_filters(environment: Environment) -> None:
    """Have an environment know them."""
    spare_plain_text(environment)
    environment.filters |= {
        "check_project_name": check_project_name,
        "check_project_slug": check_project_slug,
        "chosen_providers": partial(chosen, PROVIDERS),
        "chosen_background": partial(chosen, BACKGROUND),
        "chosen_database": partial(chosen, DATABASE),
        **{f"chosen_{choice.question}": partial(brought, choice) for choice in CHOICES},
        "unneeded_files": unneeded_files,
        "locked": locked,
        "hooks_run": hooks_run,
        "hooks_ran": hooks_ran,
        "needed": needed,
        "brokers": brokers,
        "with_engines": with_engines,
        "check_together": check_together,
        "cover_url": cover_url,
        "env_lines": env_lines,
        "second_source": second_source,
        "sender_rows": sender_rows,
        "use_key_pairs": use_key_pairs,
        "markdown": markdown,
        "one_line": one_line,
        "toml": toml,
    }
