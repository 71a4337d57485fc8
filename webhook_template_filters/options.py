"""Knows which providers, strategies and databases exist, each a module, and reads answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from pkgutil import iter_modules

from webhook_template_filters.refusals import check_one_of, refuse

PROJECT = Path(__file__).parent.parent / "{{cookiecutter.project_slug}}"


@dataclass(frozen=True)
class Options:
    """One question about options: where these are and what one of them is called."""

    question: str
    noun: str
    folder: Path
    given: tuple[str, ...] = ()  # what every project has, so that no option at all is an answer too
    one: bool = False  # takes one name, which may be a given one, and no list

    def names(self) -> list[str]:
        """List the options in the order of their modules."""
        # Read anew each time: one process may render several versions of the template.
        names = sorted(module.name for module in iter_modules([str(self.folder)]))
        return [name for name in names if name not in ("base", *self.given)]

    def valid(self) -> list[str]:
        """List what may be answered."""
        if self.one:
            return [*self.given, *self.names()]
        return [*(["none"] if self.given else []), "all", *self.names()]


PROVIDERS = Options("providers", "provider", PROJECT / "src/receiver/providers")
BACKGROUND = Options(
    "background", "strategy", PROJECT / "src/receiver/background", given=("inprocess",)
)
DATABASE = Options(
    "database", "database", PROJECT / "src/receiver/storage/databases", given=("sqlite",), one=True
)


def chosen(options: Options, answer: str) -> list[str]:
    """Return the options that an answer chooses, in the order of their modules, or refuse it."""
    if options.one:
        return [name for name in _named(options, str(answer)) if name not in options.given]
    names = [name.replace("-", "_") for name in re.split(r"[\s,;]+", str(answer).lower()) if name]
    names = [name for name in names if name not in options.given]
    every = options.names()
    if names == ["all"]:
        return every
    if options.given and names in ([], ["none"]):
        return []
    _check(options, str(answer), names, every)
    return [name for name in every if name in names]


def unchosen(options: Options, answer: str) -> list[str]:
    """Return the options that an answer leaves out."""
    kept = chosen(options, answer)
    return [name for name in options.names() if name not in kept]


def _named(options: Options, answer: str) -> list[str]:
    name, fault = answer.strip().lower(), f"is no {options.noun}"
    check_one_of(options.valid(), name, options.question, answer, fault=fault)
    return [name]


def _check(options: Options, answer: str, names: list[str], every: list[str]) -> None:
    valid = options.valid()
    if not names:
        refuse(options.question, answer, f"names no {options.noun}", valid=valid, nearest="all")
    for name in names:
        if name not in every:
            fault = "stands alone" if name in valid else f"is no {options.noun}"
            nearest = get_close_matches(name, valid, n=1, cutoff=0)[0]
            refuse(options.question, name, fault, valid=valid, nearest=nearest)
    once = list(dict.fromkeys(names))
    if once != names:
        twice = next(name for name in once if names.count(name) > 1)
        refuse(
            options.question, answer, f"names {twice} twice", valid=valid, nearest=", ".join(once)
        )
