"""SQLite: a file that belongs to the service, with one writer at a time.

https://www.sqlite.org/wal.html
"""

from receiver.storage.databases.base import Kind
from receiver.storage.databases.sqlite import files, reset_bug
from receiver.storage.databases.sqlite.checkpoints import Checkpoints
from receiver.storage.databases.sqlite.connections import connect, connect_async
from receiver.storage.databases.sqlite.statements import append, store

DATABASE = Kind(
    example="sqlite:////var/lib/receiver/inbox.sqlite3",
    connect=connect,
    connect_async=connect_async,
    store=store,
    append=append,
    touch="PRAGMA user_version = 0",
    check=files.check,
    writers=1,
    private=True,
    upkeep=Checkpoints,
    announce=reset_bug.announce,
    unhurried=("PRAGMA synchronous = NORMAL",),
)
