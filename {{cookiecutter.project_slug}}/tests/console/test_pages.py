"""The list: what is in the inbox, chosen by filters, page by page."""

import re

from console.visiting import EVERY_KIND, Visitor, text_of, visiting
from inboxes import change, stored
from masses import mass
from operating import settle
from processes import until
from receiver.deliveries import State
from receiver.storage.engine import Database
from receiver.storage.looks import STEPS


def keys(page: str) -> list[int]:
    """Return the keys of the deliveries that a page lists, from the top."""
    return [int(each) for each in re.findall(r'<tr id="d(\d+)">', page)]


@EVERY_KIND
def test_list(database: Database, database_url: str) -> None:
    """The newest delivery is at the top, with its state, event, source, id and attempts."""
    stored(database, "a", "b")
    change(database, state="done", attempts=3)
    with visiting(database_url) as visitor:
        visitor.sign_in()
        page = visitor.page()
    assert [2, 1] == keys(page)
    row = text_of(page).partition("Age")[2]
    assert re.match(r" done ping , delivery 2 fake fake b 3 2 \d+s", row)


@EVERY_KIND
def test_pages(database: Database, database_url: str) -> None:
    """A page leads to the older ones and back, each delivery stands on one of them."""
    mass(database, 120)
    with visiting(database_url) as visitor:
        visitor.sign_in()
        seen, page = [], visitor.page()
        assert 'rel="prev"' not in page
        while True:
            seen += keys(page)
            if not (older := re.search(r'rel="next" href="/console(\?[^"]+)"', page)):
                break
            page = visitor.page(older[1])
        assert sorted(seen, reverse=True) == seen
        assert 120 == len({*seen})
        while newer := re.search(r'rel="prev" href="/console(\?[^"]+)"', page):
            page = visitor.page(newer[1])
        assert seen[:50] == keys(page)


def test_counts(database: Database, visitor: Visitor) -> None:
    """At the top is how many there are in each state, and of each source."""
    stored(database, "a", "b")
    stored(database, "c", source="other")
    settle(database, State.DEAD, 1)
    until(lambda: "3 all" in text_of(visitor.page()))  # no page waits for counts
    told = text_of(visitor.page())
    assert "3 all 2 received 0 processing 0 retrying 0 done 1 dead" in told
    assert "fake 1 0 0 0 1 0 0 other 1 0 0 0 0 0 0" in told
    assert "2 all 1 received 0 processing" in text_of(visitor.page("?source=fake"))
    assert "0 all 0 received" in text_of(visitor.page("?source=nobody"))


def test_nothing_yet(visitor: Visitor) -> None:
    """An empty inbox says how to have something in it."""
    assert "uv run receiver send fake" in text_of(visitor.page())


def test_nothing_fits(database: Database, visitor: Visitor) -> None:
    """A filter that nothing fits offers the way back, and nothing to do to nothing."""
    stored(database)
    told = text_of(visitor.page("?state=dead"))
    assert (True, False) == ("No delivery fits. Show all of them" in told, "that fit…" in told)
    assert "Replay all that fit… Ignore all that fit…" in text_of(visitor.page("?state=received"))


def test_looking_goes_on(database: Database, visitor: Visitor) -> None:
    """A page that found none before it ended early says so, and where it goes on."""
    stored(database)
    settle(database, State.DONE, 1)
    mass(database, STEPS[-1] + 100, state=State.UNHANDLED)
    page = visitor.page("?state=done")
    assert "None fits of those looked at so far. Look further back" in text_of(page)
    further = re.search(r'href="/console(\?[^"]+before=[^"]+)"', page)
    assert further
    assert [1] == keys(visitor.page(further[1].replace("&amp;", "&")))


def test_not_there(visitor: Visitor) -> None:
    """What is not there is a page of the console, too."""
    for path in ("/nothing", "/deliveries/2", "/deliveries/x", f"/deliveries/{'9' * 5000}"):
        answer = visitor.get(path)
        assert 404 == answer.status_code
        assert re.match("Not Found There is no such .* To the deliveries", text_of(answer.text))


def test_address(database: Database, visitor: Visitor) -> None:
    """The list is at `/console`, with or without a slash at its end."""
    stored(database)
    assert [[1], [1]] == [keys(visitor.page(path)) for path in ("", "/")]


def test_behind_a_prefix(database_url: str) -> None:
    """Where a proxy puts the service below a path, links and redirects have that path."""
    with visiting(database_url, root_path="/hooks") as visitor:
        answer = visitor.client.get("/hooks/console", follow_redirects=False)
        assert "/hooks/console/sign-in?next=%2F" == answer.headers["location"]
        assert '"/hooks/console/static/' in visitor.client.get("/hooks/console/sign-in").text
