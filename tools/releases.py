"""What CHANGELOG.md says of a version, which is what its release on GitHub says.

`python -m tools.releases v1.0.0` prints it, and refuses a version that is not ready.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
SECTION = re.compile(
    r"^## \[(?P<version>[\d.]+)\] - [\d-]+\n\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL
)
OWNER = "### What an owner has to do"


def sections() -> dict[str, str]:
    """Return the text of each version that was released, the newest first."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    return {found["version"]: found["text"].strip() for found in SECTION.finditer(text)}


def version() -> str:
    """Return the version that the template has."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def faults(tag: str) -> list[str]:
    """Return what keeps a tag from being released."""
    wanted = tag.removeprefix("v")
    told = sections().get(wanted, "")
    kept = {
        f"{tag} is no version: a tag is v1.2.3": not re.fullmatch(r"v\d+\.\d+\.\d+", tag),
        f"pyproject.toml has version {version()}, not {wanted}": version() != wanted,
        f"CHANGELOG.md has no section ## [{wanted}] - YYYY-MM-DD": not told,
        f"its section in CHANGELOG.md has no {OWNER!r}": bool(told) and OWNER not in told,
    }
    return [fault for fault, is_so in kept.items() if is_so]


def main() -> None:
    """Print the text of the version in the command line."""
    tag = "".join(sys.argv[1:2])
    if wrong := faults(tag):
        sys.exit("\n".join(wrong))
    print(sections()[tag.removeprefix("v")])


if __name__ == "__main__":
    main()
