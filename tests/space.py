"""The space of answers: every option, every pair of options, and random answers by a seed."""

from __future__ import annotations

import json
import shlex
from functools import cache
from itertools import combinations, product
from random import Random
from typing import TYPE_CHECKING

import yaml
from covertable import criteria, make

from tests.baking import ROOT
from webhook_template_filters.choices import CHOICES
from webhook_template_filters.options import BACKGROUND, DATABASE, PROVIDERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Answers = dict[str, str]
Setting = tuple[str, str]
"""An option and whether it is on, or a question and its answer."""

ASKED = json.loads((ROOT / "cookiecutter.json").read_text(encoding="utf-8"))
MENUS = {
    "license": ASKED["license"],
    "database": DATABASE.valid(),
    **{choice.question: [*choice.brings] for choice in CHOICES},
}
LISTS = {"providers": PROVIDERS, "background": BACKGROUND}
# Whose jobs are in a database that has to be chosen, too, the one pair that is refused.
IMPOSSIBLE = frozenset({("procrastinate", "on"), ("database", "sqlite")})
TEXTS = (
    'Ada "Countess" Lovelace',
    "back\\slash, 'quotes' and `ticks`",
    "żółć 🚀 & <b>bold</b>",
    "100 % # no comment: [x]",
    "1. a list? *not* at all_",
)


def presets() -> dict[str, Answers]:
    """Return the answers that each file of presets gives, with the defaults of the others."""
    questions = [*LISTS, *MENUS]
    usual = {question: _usual(ASKED[question]) for question in questions}
    files = sorted((ROOT / "presets").glob("*.yaml"))
    given = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}
    return {name: usual | preset["default_context"] for name, preset in given.items()}


def _usual(default: object) -> str:
    """Return the answer that Enter gives, as one would type it."""
    if isinstance(default, bool):
        return "yes" if default else "no"
    return str(default[0] if isinstance(default, list) else default)


def settings(answers: Answers) -> set[Setting]:
    """Return what answers say of every option, and of every question that has a menu."""
    found = {(question, answers[question]) for question in MENUS}
    for question, options in LISTS.items():
        chosen = answers[question].split(", ")
        found |= {(name, "on" if name in chosen else "off") for name in options.names()}
    return found


def possible_pairs() -> set[frozenset[Setting]]:
    """Return every two settings that can be together."""
    factors = _factors()
    pairs = {
        frozenset(pair)
        for one, other in combinations(factors, 2)
        for pair in product(
            [(one, value) for value in factors[one]], [(other, value) for value in factors[other]]
        )
    }
    return pairs - {IMPOSSIBLE}


@cache
def cells() -> tuple[Answers, ...]:
    """Return few answers in which every possible pair of settings is."""
    both = [{"operator": "eq", "left": name, "value": value} for name, value in IMPOSSIBLE]
    apart = {"operator": "not", "condition": {"operator": "and", "conditions": both}}
    rows = make(_factors(), criterion=criteria.simple, constraints=[apart])
    return tuple(_answers(row) for row in rows)


def random_answers(seed: int) -> Answers:
    """Return valid answers, free texts included, that are always the same for a seed."""
    random = Random(seed)  # noqa: S311 - nothing secret
    answers = {question: random.choice(menu) for question, menu in MENUS.items()}
    providers, strategies = PROVIDERS.names(), BACKGROUND.names()
    if answers["database"] == "sqlite":
        strategies.remove("procrastinate")
    few = random.sample(providers, random.randint(1, random.choice((3, len(providers)))))
    answers["providers"] = ", ".join(few)
    answers["background"] = ", ".join(random.sample(strategies, random.randint(0, 3))) or "none"
    texts = ("project_name", "description", "author_name")
    answers |= {question: random.choice(TEXTS) for question in texts}
    return answers | {"project_slug": f"receiver-{seed}"}


def command(answers: Mapping[str, str]) -> str:
    """Return what to paste into a shell, in the template's folder, to see the same project."""
    given = (shlex.quote(f"{question}={answer}") for question, answer in answers.items())
    return f"uvx cookiecutter --no-input -o /tmp . {' '.join(given)}"


def _factors() -> dict[str, list[str]]:
    names = (name for options in LISTS.values() for name in options.names())
    return {name: ["on", "off"] for name in names} | MENUS


def _answers(row: Mapping[str, str]) -> Answers:
    def on(names: Iterable[str]) -> str:
        return ", ".join(name for name in names if row[name] == "on")

    lists = {
        question: on(options.names()) or ("none" if options.given else options.names()[0])
        for question, options in LISTS.items()
    }
    return lists | {question: row[question] for question in MENUS}
