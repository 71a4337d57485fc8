"""What strangers may send: markup, scripts, and characters that turn, hide or end a text."""

from sqlalchemy import insert

from inboxes import stored
from operating import settle
from receiver.deliveries import State
from receiver.storage.engine import Database
from receiver.storage.schema import attempts

MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "\"><svg onload='alert(3)'>",
    "</pre></main></body><h1>gone</h1>",
    "[[ 7 * 7 ]][% include 'list.html' %]".replace("[", "{").replace("]", "}"),
    "javascript:alert(4)",
    "' onmouseover=alert(5) x='",
    "<!--",
)
CHARACTERS = ("\u202egnp.exe", "\x00end", "\x1b[2Jcleared", "\ud800half", "a\u2028b", "z\u200bw")


def sent(database: Database) -> int:
    """Store a delivery of each, in every place that a stranger has a say in; return how many."""
    texts = [*MARKUP, *CHARACTERS]
    for number, text in enumerate(texts, 1):
        kept = text.encode(errors="replace").decode().replace("\x00", "?")
        (key,) = stored(
            database,
            f"{kept}-{number}",
            event=kept,
            source=kept,
            body=text.encode(errors="surrogatepass"),
            content_type=kept,
            headers={kept: text},
            ordering=kept,
        )
        settle(database, State.DEAD, key)
        line = {"delivery_key": key, "attempt": 1, "handler": kept, "started_at": 1.0}
        told = {"duration": 1.0, "outcome": kept, "cause": kept, "message": kept}
        with database.transaction() as connection:
            connection.execute(insert(attempts).values(**line, **told))
    return len(texts)
