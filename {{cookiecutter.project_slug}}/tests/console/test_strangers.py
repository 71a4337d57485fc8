"""What strangers send does nothing on a page but to be read there."""

import re
from html.parser import HTMLParser

from console.strangers import sent
from console.visiting import Visitor
from receiver.console.showing.text import shown
from receiver.storage.engine import Database

OURS = {
    *("html", "head", "meta", "title", "link", "script", "body", "a", "header", "svg", "path"),
    *("span", "nav", "div", "bdi", "form", "input", "button", "main", "p", "footer", "label"),
    *("kbd", "h1", "h2", "b", "details", "summary", "table", "caption", "thead", "tbody", "tr"),
    *("th", "td", "select", "option", "time", "section", "ol", "li", "pre", "dl", "dt", "dd"),
    *("code", "progress"),
}


class Tags(HTMLParser):
    """The tags of a page, and the attributes that could do something."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.active: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag."""
        self.tags.append(tag)
        self.active += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self.active += [f"{name}={value}" for name, value in attrs if _leads_away(name, value)]


def _leads_away(name: str, value: str | None) -> bool:
    return name in {"href", "src", "action"} and not re.match(r"(/console|[?#])", value or "")


def test_markup(database: Database, visitor: Visitor) -> None:
    """No tag of a page is theirs, no attribute does anything, no link leads elsewhere."""
    count = sent(database)
    pages = ["", *(f"/deliveries/{key}" for key in range(1, count + 1))]
    pages += [f"/deliveries/{key}?view=raw" for key in range(1, count + 1)]
    pages += ["/act?act=replay&state=dead", "/?id=%3Cscript%3E%22", "/?event=%22%3E%3Csvg%3E"]
    for path in pages:
        answer = visitor.get(path)
        assert answer.status_code == 200, path
        tags = Tags(answer.text)
        assert (set(), []) == ({*tags.tags} - OURS, tags.active), path
        assert 1 == tags.tags.count("script")
        assert tags.tags.count("main") == tags.tags.count("h1") == 1


def test_characters(database: Database, visitor: Visitor) -> None:
    """No character is on a page that turns, hides or ends what follows."""
    count = sent(database)
    for path in ["", *(f"/deliveries/{key}" for key in range(1, count + 1))]:
        text = visitor.get(path).text
        assert [] == [char for char in text if not (char.isprintable() or char in "\n\t")], path
    assert "\\u202egnp.exe" in visitor.page()


def test_shown() -> None:
    """Such characters are written as escapes; all others, and all other values, stay."""
    assert "a\\u202eb\\x00\\ud800" == shown("a\u202eb\x00\ud800")
    assert ("ä 中 🎉\n\t", 7, None) == (shown("ä 中 🎉\n\t"), shown(7), shown(None))
