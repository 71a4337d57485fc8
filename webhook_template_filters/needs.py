"""What a project needs of what the template has: that of its options, or all of it without hooks.

The hooks delete what was not chosen. Where they do not run everything stays, so that everything's
packages are needed. Cookiecutter tells no template whether they run, but renders the first of them
before all files, with the very answers that these are rendered with: it leaves a mark there.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from webhook_template_filters.choices import CHOICES, brought
from webhook_template_filters.modules import packages
from webhook_template_filters.options import BACKGROUND, DATABASE, PROVIDERS, chosen
from webhook_template_filters.strategies import brokers

if TYPE_CHECKING:
    from collections.abc import MutableMapping

MARK = "_hooks_run"


def hooks_run(answers: MutableMapping[str, Any]) -> str:
    """Leave the mark, and nothing in the text."""
    answers[MARK] = True
    return ""


def hooks_ran(answers: MutableMapping[str, Any]) -> str:
    """Take the mark away, so that nothing which keeps the answers keeps it too."""
    answers.pop(MARK, None)
    return ""


def needed(name: str, answers: MutableMapping[str, Any]) -> bool:
    """Say whether a project has an option, a part, brokers of a kind, or what imports a package."""
    if MARK not in answers:
        return True
    questions = ("providers", "background", "database")
    parts = (part for choice in CHOICES for part in brought(choice, answers[choice.question]))
    return name in _names(*(str(answers[each]) for each in questions)) or name in parts


@cache
def _names(providers: str, background: str, database: str) -> frozenset[str]:
    strategies = chosen(BACKGROUND, background)
    of_providers = packages(chosen(PROVIDERS, providers))
    return frozenset(
        {*strategies, *brokers(strategies), *chosen(DATABASE, database), *of_providers}
    )
