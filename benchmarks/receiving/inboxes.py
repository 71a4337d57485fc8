"""Inboxes: how many deliveries a server has kept, and how durably it did that."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from receiver.storage.opening import open_database

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from benchmarks.receiving.subjects import Subject

SYNCHRONOUS = ("OFF", "NORMAL", "FULL", "EXTRA")
"""What the numbers mean that SQLite gives: https://www.sqlite.org/pragma.html#pragma_synchronous"""


@dataclass(frozen=True)
class Kept:
    """How many deliveries there are, how many of them are done with, and how durable they are."""

    rows: int
    done: int
    durable: str


def of_ours(url: str) -> Kept:
    """Ask an inbox, over a connection that is set as the service's own are."""
    with open_database(url) as database, database.snapshot() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM deliveries")
        done = connection.exec_driver_sql("SELECT count(*) FROM deliveries WHERE state = 'done'")
        return Kept(rows.scalar_one(), done.scalar_one(), _durability(connection))


def of_peer(subject: Subject, folder: Path) -> Kept:
    """Ask the file of a peer; one that has none keeps nothing."""
    if not subject.table:
        return Kept(0, 0, subject.durable)
    with closing(sqlite3.connect(folder / "peer.sqlite3")) as connection:
        (rows,) = connection.execute(f"SELECT count(*) FROM {subject.table}").fetchone()  # noqa: S608 - ours
    return Kept(rows, 0, subject.durable)


def _durability(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        number = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
        return f"SQLite, synchronous={SYNCHRONOUS[number]}"
    commit = connection.exec_driver_sql("SHOW synchronous_commit").scalar_one()
    fsync = connection.exec_driver_sql("SHOW fsync").scalar_one()
    return f"PostgreSQL, synchronous_commit={commit}" + ("" if fsync == "on" else ", fsync=off")
