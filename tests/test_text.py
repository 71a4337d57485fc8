"""The filters for free text, each against the real parser of what it writes."""

from __future__ import annotations

import json
import sys
import tomllib

import pytest
import yaml
from markdown_it import MarkdownIt

from tests.test_free_text import HOSTILE
from webhook_template_filters.text import markdown, one_line, toml

EVERY = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x11000), 0x1F680, sys.maxunicode]))


def read_back(text: str) -> list[str]:
    """Write text into a quoted string of each format and read it with that format's parser."""
    quoted = f'"{toml(text)}"'
    return [
        tomllib.loads(f"x = {quoted}\n")["x"],
        json.loads(quoted),
        yaml.safe_load(f"x: {quoted}\n")["x"],
    ]


def test_every_character_survives() -> None:
    """TOML, JSON and YAML give back every character that Unicode has."""
    assert [EVERY, EVERY, EVERY] == read_back(EVERY)


def test_half_a_character_is_replaced() -> None:
    """A lone surrogate, which no file can hold, becomes the replacement character."""
    assert ["a\ufffdb", "a\ufffdb", "a\ufffdb"] == read_back("a\ud83db")


def test_emoji_stay_readable() -> None:
    """What a person can read stays as it was typed."""
    assert "🚀 café 日本" == toml("🚀 café 日本")


def test_plain_words_stay_plain() -> None:
    """Markdown of ordinary text is that text: people read a README in the raw, too."""
    text = "O'Neil's receiver, version 2.0 (beta): a-b"
    assert text == markdown(text)


def test_one_line_is_one_line() -> None:
    """No character of Unicode is left that ends a line."""
    assert 1 == len(one_line(f"a{EVERY}b").splitlines())


@pytest.mark.parametrize("text", [*HOSTILE.values(), "1. a", "12) b", "+ c", "===", "---", "    d"])
@pytest.mark.parametrize(("prefix", "tag"), [("# ", "h1"), ("", "p")], ids=["heading", "paragraph"])
def test_markdown_shows_what_was_typed(text: str, prefix: str, tag: str) -> None:
    """A heading stays a heading, a paragraph a paragraph, and both show the text itself."""
    opening, inline, _ = MarkdownIt("gfm-like", {"linkify": False}).parse(prefix + markdown(text))
    shown = "".join(child.content for child in inline.children or [])
    assert (tag, one_line(text)) == (opening.tag, shown)
