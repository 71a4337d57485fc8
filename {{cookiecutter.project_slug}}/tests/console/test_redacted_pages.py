"""Pages on which fields are hidden: no view, header, error or download has them."""

import pytest

from console.visiting import PASSWORDS, Visitor, visiting
from inboxes import stored
from operating import settle
from receiver.deliveries import State
from receiver.storage.engine import Database
from receiver.storage.schema import attempts


def visit(database_url: str, path: str) -> tuple[int, str]:
    """Return the status and text of a page where fields are hidden."""
    console = PASSWORDS | {"redact": "email x-customer"}
    with visiting(database_url, console=console) as visitor:
        visitor.sign_in()
        answer = visitor.get(path)
        return answer.status_code, answer.text


@pytest.mark.parametrize("view", ["", "?view=raw", "?view=hex"])
def test_page(database: Database, database_url: str, view: str) -> None:
    """No view of a page has it, nor a header, nor the message of an error, which may quote it."""
    stored(database, body=b'{"email": "canary", "a": 1}', headers={"X-Customer": "canary"})
    settle(database, State.DEAD, 1)
    line = {"delivery_key": 1, "attempt": 1, "handler": "h", "started_at": 1.0, "duration": 1.0}
    with database.transaction() as connection:
        told = {"outcome": "dead", "cause": "ValueError", "message": "canary"}
        connection.execute(attempts.insert().values(**line, **told))
    status, page = visit(database_url, f"/deliveries/1{view}")
    assert (200, 0, 2) == (status, page.count("canary"), page.count("[redacted]"))
    assert ("ValueError" in page, "&#34;a&#34;: 1" in page) == (True, True)


def test_download(database: Database, database_url: str) -> None:
    """The download has what the page has."""
    stored(database, body=b'{"email": "canary", "a": 1}')
    assert (200, '{\n  "email": "[redacted]",\n  "a": 1\n}') == visit(
        database_url, "/deliveries/1/body"
    )


def test_what_is_left_out(database: Database, database_url: str) -> None:
    """A page says that it shows nothing, and so does the download."""
    stored(database, body=b"canary")
    for path in ("/deliveries/1", "/deliveries/1/body"):
        status, page = visit(database_url, path)
        assert ({"/deliveries/1": 200}.get(path, 403), False) == (status, "canary" in page)
        assert "this body cannot be taken apart" in page


def test_without(database: Database, visitor: Visitor) -> None:
    """Where nothing is to be hidden, nothing is."""
    stored(database, body=b'{"email": "canary"}')
    assert "canary" in visitor.page("/deliveries/1")
