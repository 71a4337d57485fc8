"""Refuses an answer in one line, the only way that cookiecutter prints without a traceback."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

from cookiecutter.exceptions import FailedHookException

from webhook_template_filters.text import toml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_SHOWN = 60  # characters of an answer: enough to know it again


def check_one_of(
    valid: Collection[str], name: str, question: str, answer: str, *, fault: str
) -> None:
    """Refuse an answer whose name is none of the valid ones."""
    if name not in valid:
        nearest = get_close_matches(name, valid, n=1, cutoff=0)[0]
        refuse(question, answer, fault, valid=valid, nearest=nearest)


def refuse(
    question: str, answer: str, fault: str, *, valid: Iterable[str], nearest: str
) -> NoReturn:
    """Stop with one line: the answer, what is wrong with it, what is valid, what comes nearest."""
    shown = answer if len(answer) <= _SHOWN else f"{answer[:_SHOWN]}…"
    message = f'{question}: "{toml(shown)}" {fault}; valid: {", ".join(valid)}; nearest: {nearest}'
    raise FailedHookException(message)
