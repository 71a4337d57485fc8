"""A version before this one, as far as its database sees of it: the statements that it ran.

They are those of the schema 0002, and stay what they are: while versions are exchanged one by
one, every schema that follows has to bear them.
"""

import threading
import time
from itertools import count
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, text

from bodies import body
from receiver.storage.engine import Database
from receiver.storage.opening import open_database

SCHEMA = "0002"
INSERT = text("""
    INSERT INTO deliveries (source, delivery_id, once, provider, event, content_type, headers,
        body, received_at, state, attempts, due_at, token, settled)
    VALUES ('fake', :id, NULL, 'fake', 'ping', 'application/json', '{}',
        :body, :now, 'received', 0, :due, 0, '{}')
    ON CONFLICT DO NOTHING RETURNING key
""")
CLAIM = text("""
    UPDATE deliveries SET state = 'processing', due_at = :due, token = token + 1,
        attempts = attempts + 1
    WHERE key = :key AND state = 'received' RETURNING token, delivery_id
""")
FINISH = text("""
    UPDATE deliveries SET state = 'done', due_at = :now, settled = '{"older": "done"}'
    WHERE key = :key AND token = :token AND state = 'processing'
""")
LEDGER = text("""
    INSERT INTO attempts (delivery_key, attempt, handler, started_at, duration, outcome,
        cause, message) VALUES (:key, 1, 'older', :now, 0.1, 'done', '', '')
""")


class Older:
    """It stores deliveries without pause, handles one of two, and leaves the other to others.

    `accepted` holds their bytes by their ids, `slowest` how many seconds one took to store.
    """

    def __init__(self, database_url: str, effects: Path) -> None:
        self.accepted: dict[str, bytes] = {}
        self.errors: list[Exception] = []
        self.slowest = 0.0
        self._url = database_url
        self._effects = effects
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        """Start it."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self.stop()

    def stop(self) -> None:
        """Stop it, once it has done what it is at."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        with open_database(self._url) as database:
            for number in count():
                if self._over.wait(0.005):
                    break
                try:
                    self._one(database, number)
                except Exception as error:  # noqa: BLE001 - whatever it is, it is an error
                    self.errors.append(error)

    def _one(self, database: Database, number: int) -> None:
        name, began, now = f"older-{number}", time.monotonic(), time.time()
        content, handles = body(name), number % 2 == 0
        given = {"id": name, "body": content, "now": now, "due": now + 60 * handles}
        with database.transaction() as connection:
            key = connection.execute(INSERT, given).scalar_one()
        self.slowest = max(self.slowest, time.monotonic() - began)
        self.accepted[name] = content
        if handles:
            with database.transaction() as connection:
                token = connection.execute(CLAIM, {"key": key, "due": time.time() + 60}).one().token
            with self._effects.open("a") as effects:
                effects.write(f"{name}\n")
            with database.transaction() as connection:
                self._finish(connection, key, token)

    def _finish(self, connection: Connection, key: int, token: int) -> None:
        now = time.time()
        done = connection.execute(FINISH, {"key": key, "token": token, "now": now})
        assert 1 == done.rowcount
        connection.execute(LEDGER, {"key": key, "now": now})
