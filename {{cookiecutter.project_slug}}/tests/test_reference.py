"""The reference pages: every setting and every command is there when the site is built."""

import re
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup
from typer.main import get_group

import reference
from receiver.cli import app
from receiver.settings import Settings, variable

DOCS = Path(__file__).parents[1] / "docs"


def built(name: str) -> str:
    """Return a page as MkDocs gets it."""
    return reference.on_page_markdown((DOCS / name).read_text(encoding="utf-8"), page=None)


def sections(page: str) -> dict[str, str]:
    """Return what stands below each heading that is code."""
    parts = re.findall(r"(?ms)^##+ `(.+?)`[^\n]*\n(.*?)(?=^##|\Z)", page)
    return {name: text.strip() for name, text in parts}


def names(group: TyperGroup, path: str) -> list[str]:
    """List the commands of a group, each after the one that it belongs to."""
    found = []
    for name in group.list_commands(typer.Context(group)):
        found.append(f"{path} {name}")
        command = group.get_command(typer.Context(group), name)
        if isinstance(command, TyperGroup):
            found += names(command, f"{path} {name}")
    return found


def test_every_setting() -> None:
    """Each setting has an entry of its own, with what it decides."""
    found = {
        heading.partition("__")[0]: text for heading, text in sections(built("settings.md")).items()
    }
    assert [variable(name) for name in Settings.model_fields] == list(found)
    assert [] == [name for name, text in found.items() if not text[0].isupper()]


@pytest.mark.parametrize(
    ("setting", "limits"),
    [
        ("RECEIVER_BODY_CAP", "Default: `5242880`; at least 1,024."),
        ("RECEIVER_COMMIT_TIMEOUT", "Default: `2`; more than 0; at most 2.4."),
        ("RECEIVER_LOG_FORMAT", "Default: `auto`; one of `auto`, `json`, `console`."),
        ("RECEIVER_BROKER_URL", "Empty by default."),
    ],
)
def test_limits(setting: str, limits: str) -> None:
    """An entry ends with the default and with what is valid."""
    assert limits == sections(built("settings.md"))[setting].splitlines()[-1]


def test_every_command() -> None:
    """Each command has a section of its own, with how it is called and what its options do."""
    found, group = sections(built("commands.md")), get_group(app)
    assert isinstance(group, TyperGroup)
    assert sorted(names(group, "receiver")) == sorted(found)
    assert [] == [name for name, text in found.items() if f"$ {name} " not in text]
    assert "* `--dry-run`: Only print how many there are" in found["receiver replay"]


def test_other_pages_stay_as_they_are() -> None:
    """A page that asks for nothing is what it was."""
    text = (DOCS / "handlers.md").read_text(encoding="utf-8")
    assert text == built("handlers.md")
