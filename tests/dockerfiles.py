"""Reads a Dockerfile, as far as the template's own goes."""

from __future__ import annotations

import re


def instructions(text: str) -> list[tuple[str, str]]:
    """Return the instructions in their order, each a keyword and what follows it on one line."""
    joined = re.sub(r"(?m)^#.*\n", "", text)
    lines = re.sub(r"[ ]*\\\n[ ]*", " ", joined).splitlines()
    pairs = (line.partition(" ") for line in lines if line)
    return [(keyword, rest) for keyword, _, rest in pairs]
