"""Text of strangers: what could hide, turn or forge what a page says is written as an escape.

Markup is Jinja's to escape. This is about characters that are none: controls, NUL, halves of
characters, and those that change the direction of what follows.
"""

from datetime import UTC, datetime
from math import ceil

from markupsafe import Markup

KEPT = "\n\t"


def shown(value: object) -> object:
    """Return what a template writes for a value; anything that is not text stays as it is."""
    if not isinstance(value, str) or isinstance(value, Markup) or value.isprintable():
        return value
    return "".join(
        each if each.isprintable() or each in KEPT else each.encode("unicode_escape").decode()
        for each in value
    )


def age(at: datetime) -> str:
    """Return how long ago a time was, in its largest whole unit: 42s, 5m, 3h, 2d."""
    seconds = max(0.0, (datetime.now(UTC) - at).total_seconds())
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "m")):
        if seconds >= size:
            return f"{int(seconds // size)}{unit}"
    return f"{int(seconds)}s"


def moment(at: float) -> datetime:
    """Return a time of the inbox, which is in Unix seconds."""
    return datetime.fromtimestamp(at, UTC)


def utc(at: datetime) -> str:
    """Return a time in full."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def wait(seconds: float) -> str:
    """Return for how long somebody has to wait, rounded up: 5 seconds, 4 minutes."""
    number, unit = (seconds, "second") if seconds < 60 else (seconds / 60, "minute")  # noqa: PLR2004 - a minute
    return f"{ceil(number)} {unit}{'' if ceil(number) == 1 else 's'}"


def size(count: int) -> str:
    """Return a number of bytes in words: 87 bytes, 1.4 kB, 5.0 MB."""
    if count < 1000:  # noqa: PLR2004 - a kilobyte
        return f"{count} byte{'' if count == 1 else 's'}"
    return f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"  # noqa: PLR2004 - a megabyte
