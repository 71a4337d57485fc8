"""The page on monitoring, and the README of `ops/`: each file that they name is there."""

import re

from prometheus import OPS

PAGE = (OPS.parent / "docs/monitoring.md").read_text(encoding="utf-8")


def test_files() -> None:
    """Each file of `ops/` that is spoken of is there, and the README there has each."""
    spoken = set(re.findall(r"\bops/[\w/*.]+\w", PAGE))
    assert [] == [each for each in spoken if not [*OPS.parent.glob(each)]]
    listed = re.findall(r"(?m)^ +(\S+\.\w+) ", (OPS / "README.md").read_text(encoding="utf-8"))
    found = {path for each in listed for path in OPS.rglob(each)}
    assert found == {*OPS.glob("*/*")}
