"""Bodies: as JSON or a form laid out, as text, or as bytes; the beginning, if they are long."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

import msgspec

from receiver import jsons
from receiver.console.showing.redaction import Redaction
from receiver.deliveries import FORM, Delivery

LONGEST = 65_536
"""How many characters of a body a page shows."""
LARGEST = 1_048_576
"""Bytes that are laid out, at most; a larger body is shown as it came."""
ROWS, ROW = 256, 16
VIEWS = ("pretty", "raw", "hex")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a body: in which view, of which there are several, and whether all of it.

    `text` is None where nothing may be shown.
    """

    text: str | None
    view: str = "raw"
    views: tuple[str, ...] = ()
    is_whole: bool = True


def shown(delivery: Delivery, redaction: Redaction, view: str = "") -> Shown:
    """Return what a page shows of a delivery's body."""
    if redaction:
        text = redacted(delivery, redaction)
        return Shown(None) if text is None else _cut(text, "pretty", ("pretty",))
    found = {"pretty": _pretty(delivery), "raw": _text(delivery.body)}
    views = (*(name for name, text in found.items() if text is not None), "hex")
    chosen = view if view in views else views[0]
    text = found.get(chosen)
    return _hex(delivery.body, views) if text is None else _cut(text, chosen, views)


def redacted(delivery: Delivery, redaction: Redaction) -> str | None:
    """Return a body without what is hidden, laid out; None if it cannot be taken apart."""
    try:
        rest = redaction.body(delivery.body, delivery.content_type)
        return msgspec.json.format(jsons.write(rest), indent=2)
    except (ValueError, RecursionError, msgspec.MsgspecError):
        return None


def _pretty(delivery: Delivery) -> str | None:
    """Return a body laid out; None if it is neither JSON nor a form, or too large for that."""
    if not delivery.body or len(delivery.body) > LARGEST:
        return None
    try:
        return msgspec.json.format(delivery.payload(), indent=2).decode()
    except (ValueError, RecursionError, msgspec.MsgspecError):
        pass
    if not delivery.content_type.lower().startswith(FORM):
        return None
    try:
        fields = parse_qsl(delivery.body.decode(), keep_blank_values=True)
    except ValueError:
        return None
    return "\n".join(f"{name} = {value}" for name, value in fields) or None


def _text(body: bytes) -> str | None:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None


def _hex(body: bytes, views: tuple[str, ...]) -> Shown:
    """Return the bytes in rows: where they are, as hex digits, and as text where they are that."""
    rows = [body[at : at + ROW] for at in range(0, min(len(body), ROWS * ROW), ROW)]
    lines = [
        f"{number * ROW:08x}  {row.hex(' '):<{3 * ROW - 1}}  {_plain(row)}"
        for number, row in enumerate(rows)
    ]
    return Shown("\n".join(lines), "hex", views, len(body) <= ROWS * ROW)


def _plain(row: bytes) -> str:
    return "".join(chr(each) if 0x20 <= each < 0x7F else "·" for each in row)  # noqa: PLR2004 - ASCII


def _cut(text: str, view: str, views: tuple[str, ...]) -> Shown:
    return Shown(text[:LONGEST], view, views, len(text) <= LONGEST)
