"""Tolerances: how old or early a message may be, where an owner may say so for a source."""

import re

from receiver.trust import Option

LONGEST = 86_400


def tolerance(usual: int) -> Option:
    """Return the option, for a scheme whose timestamp is good for `usual` seconds without it."""
    return Option(
        name="tolerance",
        says=f"how many seconds old or early a message may be, if {usual} are too few",
        example=str(usual),
        check=check,
        required=False,
    )


def check(value: str) -> None:
    """Raise `ValueError` unless it is a whole number of seconds, up to a day."""
    if not re.fullmatch(r"[1-9][0-9]{0,4}", value) or int(value) > LONGEST:
        reason = f"is no whole number of seconds from 1 to {LONGEST}"
        raise ValueError(reason)
