"""PostgreSQL: a server, to which several processes write at the same time."""

from receiver.storage.databases.base import Kind
from receiver.storage.databases.postgresql.connections import (
    WRITERS,
    connect,
    connect_async,
    hang_up,
)
from receiver.storage.databases.postgresql.migrating import migrating
from receiver.storage.databases.postgresql.statements import append, runs_again, store

DATABASE = Kind(
    example="postgresql://receiver:password@db.example.com/receiver",
    aliases=("postgres",),
    connect=connect,
    connect_async=connect_async,
    store=store,
    append=append,
    touch="SELECT pg_logical_emit_message(true, 'receiver', 'ready')",
    migrating=migrating,
    runs_again=runs_again,
    hang_up=hang_up,
    snapshot={"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"},
    writers=WRITERS,
    private=False,
    unhurried=("SET synchronous_commit = off", "SET statement_timeout = 0"),
)
