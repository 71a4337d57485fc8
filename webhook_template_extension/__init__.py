"""Registers the template's Jinja filters; cookiecutter.json names this extension.

Cookiecutter appends the repository to `sys.path` and Python caches a module by its name for as long
as the process lives, so the name must be like no other template's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from jinja2.ext import Extension

from webhook_template_extension.choices import CI, DOCKER, brought, left_out
from webhook_template_extension.declarations import (
    cover_url,
    env_lines,
    second_source,
    sender_rows,
    use_key_pairs,
)
from webhook_template_extension.modules import packages, unneeded_modules
from webhook_template_extension.names import check_project_name, check_project_slug
from webhook_template_extension.options import BACKGROUND, DATABASE, PROVIDERS, chosen, unchosen
from webhook_template_extension.plain import spare_plain_text
from webhook_template_extension.strategies import (
    brokers,
    check_together,
    unneeded_brokers,
    with_engines,
)
from webhook_template_extension.text import markdown, one_line, toml

if TYPE_CHECKING:
    from jinja2 import Environment


class WebhookTemplateExtension(Extension):
    """Filters that check answers, list options and write free text into files."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        spare_plain_text(environment)
        environment.filters |= {
            "check_project_name": check_project_name,
            "check_project_slug": check_project_slug,
            "chosen_providers": partial(chosen, PROVIDERS),
            "unchosen_providers": partial(unchosen, PROVIDERS),
            "chosen_background": partial(chosen, BACKGROUND),
            "unchosen_background": partial(unchosen, BACKGROUND),
            "chosen_database": partial(chosen, DATABASE),
            "unchosen_database": partial(unchosen, DATABASE),
            "chosen_docker": partial(brought, DOCKER),
            "unchosen_docker": partial(left_out, DOCKER),
            "chosen_ci": partial(brought, CI),
            "unchosen_ci": partial(left_out, CI),
            "brokers": brokers,
            "unneeded_brokers": unneeded_brokers,
            "with_engines": with_engines,
            "check_together": check_together,
            "packages": packages,
            "unneeded_modules": unneeded_modules,
            "cover_url": cover_url,
            "env_lines": env_lines,
            "second_source": second_source,
            "sender_rows": sender_rows,
            "use_key_pairs": use_key_pairs,
            "markdown": markdown,
            "one_line": one_line,
            "toml": toml,
        }
