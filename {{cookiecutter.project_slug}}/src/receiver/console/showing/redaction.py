"""Redaction: fields of payloads that nobody is to see here, left out before anything is shown.

`email` is every field of that name, `card.number` every one within a `card`; case does not count.
Where a body cannot be taken apart nothing of it is shown: never half.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from receiver import jsons
from receiver.console.options import Path
from receiver.deliveries import FORM
from receiver.messages import MOST_FIELDS

HIDDEN = "[redacted]"


@dataclass(frozen=True, slots=True)
class Redaction:
    """The paths that are hidden; none if nothing is."""

    paths: tuple[Path, ...]

    def __bool__(self) -> bool:
        return bool(self.paths)

    def body(self, body: bytes, content_type: str) -> Any:  # noqa: ANN401 - JSON is anything
        """Return the rest of a body; raises `ValueError` or `RecursionError` if it is no JSON."""
        is_form = content_type.lower().startswith(FORM) and not body.startswith((b"{", b"["))
        return self._of_form(body.decode()) if is_form else self.value(jsons.read(body))

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Return headers, the values of some replaced."""
        return {
            name: HIDDEN if self._hides((name.lower(),)) else value
            for name, value in headers.items()
        }

    def value(self, value: Any, path: Path = ()) -> Any:  # noqa: ANN401 - JSON is anything
        """Return a value, within it some replaced; JSON within a text is a value as well."""
        if self._hides(path):
            return HIDDEN
        if isinstance(value, dict):
            return {name: self.value(each, (*path, *_parts(name))) for name, each in value.items()}
        if isinstance(value, list):
            return [self.value(each, path) for each in value]
        return self._of_text(value, path) if isinstance(value, str) else value

    def _of_form(self, text: str) -> list[list[Any]]:
        """Return the fields of a form as pairs."""
        fields = parse_qsl(
            text,
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
        return [[name, self.value(value, _parts(name))] for name, value in fields]

    def _of_text(self, text: str, path: Path) -> str:
        if not text.lstrip().startswith(("{", "[", '"')):
            return text
        try:
            return jsons.write(self.value(jsons.read(text), path))
        except ValueError:
            return text

    def _hides(self, path: Path) -> bool:
        return any(_ends(path, each) for each in self.paths)


def _ends(path: Path, hidden: Iterable[str]) -> bool:
    last = tuple(hidden)
    return path[-len(last) :] == last


def _parts(name: str) -> Path:
    """Return the parts of a name, which forms write as `card[number]`."""
    return tuple(filter(None, re.split(r"[.\[\]]", name.lower())))
