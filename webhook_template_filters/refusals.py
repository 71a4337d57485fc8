"""Refuses an answer in one line, the only way that cookiecutter prints without a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from cookiecutter.exceptions import FailedHookException

from webhook_template_filters.text import toml

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = 60  # characters of an answer: enough to know it again


def refuse(
    question: str, answer: str, fault: str, *, valid: Iterable[str], nearest: str
) -> NoReturn:
    """Stop with one line: the answer, what is wrong with it, what is valid, what comes nearest."""
    shown = answer if len(answer) <= _SHOWN else f"{answer[:_SHOWN]}…"
    message = f'{question}: "{toml(shown)}" {fault}; valid: {", ".join(valid)}; nearest: {nearest}'
    raise FailedHookException(message)
