"""What must hold of a rendered file: it parses, is tidy, and has nothing left to render."""

from __future__ import annotations

import ast
import io
import json
import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING

import yaml
from dotenv.parser import parse_stream

if TYPE_CHECKING:
    from collections.abc import Callable

LEFT = re.compile(r"(?<!\$)\{\{|\{%|\{#|cookiecutter")
"""What the template is written in; `${{ … }}` is what a workflow of GitHub's is."""
BLANK_AT_THE_END = re.compile(r"[ \t\r]\n")


@cache
def faults(name: str, text: str) -> tuple[str, ...]:
    """Return what is wrong with a file. The same text is looked through once, wherever it is."""
    left = LEFT.search(text)
    return (*([f"has kept {left[0]!r}"] if left else []), *flaws(name, text))


def flaws(name: str, text: str) -> list[str]:
    """Return what would be wrong with any file, be it rendered or not."""
    told = []
    if untidy(text) and not name.startswith("tests/vectors/"):
        told.append("is not tidy")
    try:
        parse(name, text)
    except (ValueError, SyntaxError, yaml.YAMLError) as fault:
        told.append(f"does not parse: {fault}")
    return told


def untidy(text: str) -> bool:
    """Say whether a line ends in blanks, or the text in anything but one newline."""
    at_its_end = text.endswith("\n\n") or not text.endswith("\n")
    return bool(text) and (at_its_end or bool(BLANK_AT_THE_END.search(text)))


def parse(name: str, text: str) -> None:
    """Parse what has a grammar; raises what its parser does."""
    for suffix, parser in PARSERS.items():
        if name.endswith(suffix):
            parser(text)


def _yaml(text: str) -> None:
    list(yaml.compose_all(text, Loader=yaml.CSafeLoader))


def _dotenv(text: str) -> None:
    wrong = [line.original.string for line in parse_stream(io.StringIO(text)) if line.error]
    if wrong:
        raise ValueError(wrong)


PARSERS: dict[str, Callable[[str], object]] = {
    ".py": ast.parse,
    ".toml": tomllib.loads,
    ".json": json.loads,
    ".yaml": _yaml,
    ".yml": _yaml,
    ".env": _dotenv,
    ".env.example": _dotenv,
}
