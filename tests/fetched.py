"""What a browser fetches from other hosts to show a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

FETCHED = {"stylesheet", "preconnect", "preload", "prefetch", "icon", "modulepreload"}


class Fetched(HTMLParser):
    """Collects the URLs of what a page has fetched; those of links are not among them."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of what a tag has fetched."""
        values = {name: value or "" for name, value in attrs}
        named = [values.get(name, "") for name in ("src", "srcset", "data")]
        if tag == "link" and {*values.get("rel", "").split()} & FETCHED:
            named.append(values.get("href", ""))
        self.urls += [url for url in named if re.match(r"(https?:)?//", url)]
