"""What the providers declare, for files that are rendered: settings, dependencies, tables."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("declarations.json")


@cache
def _declared() -> dict[str, dict[str, Any]]:
    declared: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return declared


def _of(providers: list[str]) -> list[tuple[str, dict[str, Any]]]:
    """Return the declarations of providers; one that was added since counts as the plainest."""
    plain = {
        "docs": "",
        "scheme": "",
        "retries": "",
        "secret": {"start": "", "shared": True, "says": ""},
        "options": [],
        "covers_url": False,
        "test_keys": False,
    }
    return [(name, _declared().get(name, {**plain, "title": name})) for name in providers]


def env_lines(providers: list[str]) -> str:
    """Return the lines of `.env.example` that concern each provider's source."""
    return "\n".join("\n".join(_lines(*each)) + "\n" for each in _of(providers))


def _lines(name: str, declared: dict[str, Any]) -> list[str]:
    secret, prefix = declared["secret"], f"RECEIVER_SECRETS__{name.upper()}="
    lines = [f"# {declared['title']}, whose deliveries come to /webhooks/{name}"]
    if secret and secret["shared"]:
        lines.append(f"{prefix}{secret['start']}")
    elif secret:
        lines += [f"# What the sender shows: {secret['says']}", f"# {prefix}"]
    for option in declared["options"]:
        setting = f"RECEIVER_OPTIONS__{name.upper()}__{option['name'].upper()}={option['example']}"
        says = option["says"][0].upper() + option["says"][1:]
        lines += [f"# {says}", setting if option["set"] else f"# {setting}"]
    return lines


def sender_rows(providers: list[str]) -> str:
    """Return a row of Markdown for each provider: its endpoint, its docs, how it signs."""
    rows = [
        row(f"`/webhooks/{name}`", link(one), one["scheme"], one["retries"])
        for name, one in _of(providers)
    ]
    return "\n".join(rows)


def link(declared: dict[str, Any]) -> str:
    """Return a provider's title, which leads to its sender's documentation."""
    title, docs = declared["title"], declared["docs"]
    return f"[{title}]({docs})" if docs else str(title)


def row(*cells: str) -> str:
    """Return a row of a table in Markdown; a bar within a cell would end it, even within code."""
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def second_source(providers: list[str]) -> str:
    """Return the lines of `.env.example` that show how a provider is received twice."""
    name, declared = next((each for each in _of(providers) if each[1]["secret"]), _of(providers)[0])
    needed = [f"RECEIVER_SECRETS__{name.upper()}_EU="] if declared["secret"] else []
    needed += [
        f"RECEIVER_OPTIONS__{name.upper()}_EU__{option['name'].upper()}="
        for option in declared["options"]
        if option["set"]
    ]
    lines = [f"RECEIVER_SOURCES__{name.upper()}_EU={name}", *needed]
    return "\n".join(f"# {line}" for line in lines)


def cover_url(providers: list[str]) -> bool:
    """Say whether one of the providers signs the URL, so that the service must know its own."""
    return any(declared["covers_url"] for _, declared in _of(providers))


def use_key_pairs(providers: list[str]) -> bool:
    """Say whether one of the providers has senders that alone can sign."""
    return any(declared["test_keys"] for _, declared in _of(providers))
