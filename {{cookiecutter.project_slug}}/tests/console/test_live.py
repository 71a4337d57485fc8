"""Looking again: what changes is shown, at a cost that does not grow with who looks."""

import time

import pytest

from console.visiting import Visitor, stamp_of, visiting
from inboxes import stored
from operating import settle
from receiver.console import glances
from receiver.deliveries import State
from receiver.storage.engine import Database


@pytest.mark.parametrize("path", ["", "/deliveries/1", "/operations"])
def test_nothing_new(database: Database, visitor: Visitor, path: str) -> None:
    """Who has seen all there is gets no page, and who has not gets it, with its new stamp."""
    stored(database)
    stamp = stamp_of(visitor.page(path))
    answers = [visitor.look(path, each) for each in (stamp, "another")]
    assert [204, 200] == [each.status_code for each in answers]
    assert stamp == stamp_of(answers[1].text)


def test_changes(database: Database, visitor: Visitor) -> None:
    """What happens to a delivery changes the stamps of its page and of the list; its body stays."""
    stored(database, body=b'{"canary": 1}')
    paths = ("", "/deliveries/1")
    stamps = {path: stamp_of(visitor.page(path)) for path in paths}
    settle(database, State.DEAD, 1)
    time.sleep(glances.PACE)
    for path in paths:
        found = visitor.look(path, stamps[path])
        assert (200, True) == (found.status_code, "dead" in found.text)
        assert "canary" not in found.text


def test_while_stopping(database_url: str) -> None:
    """While the service stops nobody who looks again keeps it: the answer is at once, and last."""
    with visiting(database_url) as visitor:
        visitor.sign_in()
        visitor.client.app_state["running"].announce()
        began = time.monotonic()
        answers = [visitor.look(path, "x") for path in ("", "/operations", "/deliveries/1")]
        assert time.monotonic() - began < glances.PACE
    assert [(204, "close")] * 3 == [
        (each.status_code, each.headers["connection"]) for each in answers
    ]
