"""The load: wrk, which sends each request as another delivery and tells how that went."""

from __future__ import annotations

import hashlib
import hmac
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from benchmarks import HERE
from benchmarks.cores import on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SECRET = "yL3d0fXc8mVtq2RjW7sKzB5nGh1uPeA4"  # noqa: S105 - nobody's
CONNECTIONS = 50
SMALL = 500
SIZES = {SMALL: "0.5 KB", 5000: "5 KB"}
"""Of bodies: about how many bytes, and what that is called."""


@dataclass(frozen=True, kw_only=True)
class Load:
    """What wrk tells of one run.

    Of the requests that were `answered` some were `refused`, with a status from 400 on; others
    are `broken`: not answered, or not in time. Latencies are in milliseconds.
    """

    answered: int
    refused: int
    broken: int
    seconds: float
    p50: float
    p99: float

    @property
    def accepted(self) -> int:
        """Return how many requests were answered well."""
        return self.answered - self.refused


def wrk() -> str:
    """Return where wrk is; ends the command with a line about it if it is nowhere."""
    return shutil.which("wrk") or sys.exit("wrk is not installed: apt-get install wrk")


def body(size: int) -> bytes:
    """Return a push as GitHub sends it, shortened to about so many bytes."""
    commits: list[object] = []
    push = {
        "ref": "refs/heads/main",
        "repository": {"id": 35129377, "full_name": "octo/hello", "private": False},
        "pusher": {"name": "octo", "email": "octo@example.com"},
        "commits": commits,
    }
    while len(json.dumps(push)) < size:
        number = len(commits) + 1
        commits.append({"id": f"{number:040x}", "message": f"Say hello {number}", "distinct": True})
    return json.dumps(push).encode()


def signed(content: bytes) -> dict[str, str]:
    """Return the headers of a push, but for the id, which is another one each time."""
    signature = hmac.new(SECRET.encode(), content, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "User-Agent": "GitHub-Hookshot/044aadd",
        "X-GitHub-Event": "push",
        "X-Hub-Signature-256": f"sha256={signature}",
    }


def send(url: str, file: Path, seconds: int, cores: Sequence[int]) -> Load:
    """Send the file's content from 50 connections for so many seconds, as fast as that goes."""
    headers = [f"{name}: {value}" for name, value in signed(file.read_bytes()).items()]
    size = ["--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{seconds}s"]
    script = ["--script", str(HERE / "load.lua"), url, "--", str(file), f"{uuid4()}-", *headers]
    with on(cores):
        ran = subprocess.run([wrk(), *size, *script], check=True, capture_output=True, text=True)
    return parsed(ran.stdout)


def parsed(output: str) -> Load:
    """Return what wrk tells in its last line, which load.lua writes."""
    line = json.loads(output.splitlines()[-1])
    counts = {name: line[name] for name in ("answered", "refused", "broken")}
    return Load(
        **counts,
        seconds=line["time"] / 1e6,
        p50=line["p50"] / 1e3,
        p99=line["p99"] / 1e3,
    )
