"""Tracebacks without words: what kind of error it was, and the way there.

What an error says may quote a payload, or a secret, and so may its notes and the values of
variables. Who wants words in the log says so in a key of the line.
"""

import traceback
from typing import TYPE_CHECKING, Any, TextIO

from structlog.tracebacks import ExceptionDictTransformer

if TYPE_CHECKING:
    from structlog.typing import ExcInfo

WORDS = {"exc_value", "exc_notes", "syntax_error"}
_transform = ExceptionDictTransformer(show_locals=False)


def as_data(exc_info: "ExcInfo") -> list[dict[str, Any]]:
    """Return an error, with those that it came from and those that it holds, as JSON has it."""
    found: list[dict[str, Any]] = _without_words(_transform(exc_info))
    return found


def _without_words(value: Any) -> Any:  # noqa: ANN401 - a tree
    if isinstance(value, dict):
        return {name: _without_words(each) for name, each in value.items() if name not in WORDS}
    return [_without_words(each) for each in value] if isinstance(value, list) else value


def as_text(stream: TextIO, exc_info: "ExcInfo") -> None:
    """Write an error for people, with the lines of code on the way there."""
    stream.write("\n" + "".join(_text(exc_info[1])).rstrip("\n"))


def _text(error: BaseException, indent: str = "", seen: frozenset[int] = frozenset()) -> list[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    seen |= {id(error)}
    first = _text(cause, indent, seen) if cause and id(cause) not in seen else []
    lines = [*first, f"{indent}and so, or meanwhile:\n"] if first else []
    lines += [f"{indent}{line}" for line in traceback.format_tb(error.__traceback__)]
    lines.append(f"{indent}{type(error).__qualname__}\n")
    for each in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        lines += _text(each, f"{indent}  | ", seen)
    return lines
