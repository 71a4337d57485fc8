"""An owner of a project: it was written by an older version, and has work in it since."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.projects import Project, clean_environment
from tests.repositories import SOMEBODY

if TYPE_CHECKING:
    from pathlib import Path

OLDER = "ed7535b"
"""The last version whose projects had no lock file, and whose filters were of another name."""
LATER = "later"
"""A branch with the version after this one, which has something new for several files."""
TOUCHED = {
    "README.md": "# later",
    "src/receiver/retries.py": "# later",
    "src/handlers/on_github.py": "# ours",
    "uv.lock": "# ours",
}
"""The last line of each of these after an update to that, if an owner has touched two of them."""
HANDLER, PROVIDER = "src/handlers/on_github.py", "src/receiver/providers/acme.py"
ACME = '''"""Acme: an HMAC of the body in hex.

https://acme.example/docs/webhooks
"""

from receiver.headers import Header
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.algorithms import Hmac
from receiver.signatures.schemes import Scheme

PROVIDER = Provider(
    title="Acme",
    docs="https://acme.example/docs/webhooks",
    scheme=Scheme(place=Header("Acme-Signature"), algorithm=Hmac()),
    id=(Json("id"),),
    event=(Json("type"),),
    retries="three times",
    samples=(Sample("order.paid", '{"id": "{id}", "type": "order.paid", "amount": 1250}'),),
)
'''


def run(folder: Path, *command: str) -> str:
    """Run a command in a folder, as somebody, and return what it prints."""
    environment = clean_environment() | SOMEBODY
    ran = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert 0 == ran.returncode, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr


@dataclass(frozen=True)
class Owner:
    """Somebody who has a project of the older version, and its template."""

    template: Path
    project: Project

    def commit(self) -> None:
        """Commit all that there is."""
        run(self.project.path, "git", "add", "--all")
        run(self.project.path, "git", "commit", "--quiet", "--message", "Ours")

    def cruft(self, *arguments: str) -> str:
        """Run cruft in the project."""
        return run(self.project.path, sys.executable, "-m", "cruft", *arguments)
