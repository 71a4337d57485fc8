"""Explanations: what went wrong in a handler, in words, and where."""

from pathlib import Path
from traceback import extract_tb

from pydantic import ValidationError

LONGEST = 2000


def message_of(error: BaseException) -> str:
    """Return the error's own words, cut off at `LONGEST` characters, as any database takes them.

    A validation error's are given field by field, without the payload that it would quote.
    NUL and lone surrogates, which come from payloads, are written as escapes.
    """
    words = _fields(error) if isinstance(error, ValidationError) else _own(error)
    storable = words[:LONGEST].encode(errors="backslashreplace").decode().replace("\0", "\\x00")
    return storable[:LONGEST]


def _own(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:  # noqa: BLE001 - the class is the handler's
        return "the error cannot say what it is"


def _fields(error: ValidationError) -> str:
    fields = error.errors(include_url=False, include_context=False, include_input=False)
    told = "; ".join(
        f"{'.'.join(str(part) for part in field['loc']) or 'payload'}: {field['msg']}"
        for field in fields
    )
    return f"the payload does not fit {error.title}: {told}"


def where(error: BaseException) -> str:
    """Return the file and line that raised: unlike the message they cannot hold a payload."""
    frames = extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
