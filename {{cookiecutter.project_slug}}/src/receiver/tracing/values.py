"""Values that OpenTelemetry's variables take: of each kind whether one is right, and what would be.

https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

HEADER = re.compile(r"""\s*[!#$%&'*+.^_`|~0-9A-Za-z-]+\s*=[^"\\;\x00-\x1f\x7f-\U0010ffff]*""")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of values; one that `is_secret` is not told in a message."""

    takes: Callable[[str], bool]
    right: str
    is_secret: bool = False


def one_of(*valid: str) -> Kind:
    """Return the kind that is one of these words."""
    return Kind(lambda value: value.lower() in valid, f"valid: {', '.join(valid)}")


def is_count(value: str) -> bool:
    """Say whether a value is a whole number, at least 1."""
    return bool(re.fullmatch("0*[1-9][0-9]{0,8}", value, re.ASCII))


def _is_url(value: str) -> bool:
    with suppress(ValueError):
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    return False


def _is_number(value: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{0,9}\.?[0-9]{1,9}", value, re.ASCII))


def _are(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: all(pattern.fullmatch(each) for each in value.split(",") if each.strip())


URL = Kind(_is_url, "give an http:// or https:// URL: http://localhost:4318", is_secret=True)
SECONDS = Kind(lambda value: _is_number(value) and float(value) > 0, "give seconds, as in 10")
SHARE = Kind(lambda value: _is_number(value) and float(value) <= 1, "give a share from 0 to 1")
COUNT = Kind(is_count, "give a whole number, at least 1")
LIMIT = Kind(lambda value: is_count(value) or value == "0", "give a whole number")
FILE = Kind(lambda value: Path(value).is_file(), "there is no such file")
HEADERS = Kind(_are(HEADER), "give headers as in api-key=…,tenant=…", is_secret=True)
PAIRS = Kind(_are(re.compile("[^=]+=.*")), "give attributes as in host.name=web-1,region=eu")
