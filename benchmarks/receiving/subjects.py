"""Subjects: what is measured, as data; and the peers that ours is held against."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks import HERE
from benchmarks.load import SECRET

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTHING = "nothing"
SQLITE = "SQLite, synchronous=FULL"
IN_PYTHON = (sys.executable, "-m", "uvicorn", "--loop", "uvloop", "--http", "httptools")
SILENT = ("--no-access-log", "--log-level", "warning")
"""Without the line that uvicorn writes for each request."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A server to be measured.

    `command` and `variables` may name ``{port}``, ``{folder}``, ``{processes}``, ``{made}``, and
    ``{database}`` and ``{broker}``, which are URLs. `made` says what the server is made of:
    ``default`` or ``everything``, which are projects, ``node`` or nothing. `durable` says what of
    a delivery is kept when it is answered, and `table` where the file ``peer.sqlite3`` has it;
    ours is asked itself. `path` takes deliveries, and `answers` anything, once the server is up.
    """

    number: str
    title: str
    command: tuple[str, ...]
    durable: str = NOTHING
    table: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)
    made: str = ""
    path: str = "/webhook"
    answers: str = "/"
    database: str = ""
    broker: str = ""

    @property
    def is_ours(self) -> bool:
        """Say whether it is a project of this template."""
        return self.made in {"default", "everything"}


def _in_python(number: str, title: str, module: str, how: tuple[str, ...] = ()) -> Subject:
    where = ("--app-dir", str(HERE / "peers"), "--port", "{port}", "--workers", "{processes}")
    return Subject(
        number=number,
        title=title,
        command=(*IN_PYTHON, *how, *where, f"{module}:app"),
        variables={"PEER_SECRET": SECRET},
    )


BARE = _in_python("1", "bare ASGI application", "bare")
BARE_SILENT = _in_python("1b", "bare, without an access log", "bare", SILENT)
NAIVE = _in_python("2", "naive endpoint", "naive")
NAIVE_SILENT = _in_python("2b", "naive, without an access log", "naive", SILENT)
TASKS = _in_python("3", "HMAC and BackgroundTasks", "with_tasks")
TYPICAL = Subject(
    number="4",
    title="typical template: AsyncSession",
    command=_in_python("4", "", "typical").command,
    durable=SQLITE,
    table="webhook_events",
    variables={
        "PEER_SECRET": SECRET,
        "PEER_DATABASE_URL": "sqlite+aiosqlite:///{folder}/peer.sqlite3",
    },
)
NODE = Subject(
    number="5",
    title="Node.js: Fastify, better-sqlite3",
    command=("{made}/node", "{made}/server.mjs"),
    durable=SQLITE,
    table="deliveries",
    variables={
        "PEER_SECRET": SECRET,
        "PEER_DATABASE": "{folder}/peer.sqlite3",
        "PORT": "{port}",
    },
    made="node",
)
