"""The documentation's worked example: a provider and a handler that somebody else would write."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from processes import SRC, environment

PAGE = Path(__file__).parents[1] / "docs/own-provider.md"


def code(path: str) -> str:
    """Return the Python block that the page gives for a file."""
    after = PAGE.read_text(encoding="utf-8").partition(f"`{path}`")[2]
    found = re.search(r"```python\n(.*?)```", after, re.DOTALL)
    assert found
    return found[1]


def test_a_provider_of_your_own(tmp_path: Path) -> None:
    """A provider is one file: with a secret it receives, and a handler handles."""
    src = tmp_path / "src"
    shutil.copytree(SRC, src)
    for name in ("receiver/providers/acme.py", "handlers/on_acme.py"):
        (src / name).write_text(code(f"src/{name}"), encoding="utf-8")
    shown = subprocess.run(
        [sys.executable, "-m", "receiver", "demo"],
        env=environment(RECEIVER_SECRETS__ACME="acme-0f9b3c5d7a1e84c2", PYTHONPATH=str(src)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert 0 == shown.returncode, shown.stderr
    assert "acme order.paid: 202 accepted" in shown.stdout
    assert re.search(r"acme +order\.paid +done +1", shown.stdout)
    assert "shipping for 1250" in shown.stdout
