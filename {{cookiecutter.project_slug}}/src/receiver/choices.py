"""Choices: what would have been valid, for the message about what was not."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, valid: Iterable[str]) -> str:
    """Return "valid: …; did you mean …?" for an error message about an unknown name."""
    valid = sorted(valid)
    close = get_close_matches(name, valid, n=1)
    return f"valid: {', '.join(valid) or 'none'}" + (f"; did you mean {close[0]}?" if close else "")
