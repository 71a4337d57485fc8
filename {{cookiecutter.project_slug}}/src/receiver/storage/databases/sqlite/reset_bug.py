"""SQLite's WAL-reset bug: which versions have it, and what that means for an inbox.

https://www.sqlite.org/wal.html#walresetbug
"""

from sqlite3 import sqlite_version_info

import structlog

Version = tuple[int, int, int]

FIXED: Version = (3, 51, 3)
BACKPORTS: tuple[Version, ...] = ((3, 50, 7), (3, 44, 6))

log = structlog.get_logger()


def is_in(version: Version) -> bool:
    """Say whether this version has the bug; all have that know write-ahead logs and no fix."""
    backported = any(each[:2] == version[:2] and each <= version for each in BACKPORTS)
    return version < FIXED and not backported


def announce(version: Version = sqlite_version_info) -> None:
    """Log the version, and what an old one means."""
    log.info("sqlite.loaded", version=_text(version))
    if is_in(version):
        log.warning(
            "sqlite.outdated",
            bug="a commit beside a checkpoint may be lost, and the file damaged",
            here="this service is safe, all its processes: they checkpoint while nobody can write",
            elsewhere="let no other program write to the inbox with such a SQLite",
            fixed_in=", ".join(_text(each) for each in (FIXED, *BACKPORTS)),
            see="https://www.sqlite.org/wal.html#walresetbug",
        )


def _text(version: Version) -> str:
    return ".".join(map(str, version))
