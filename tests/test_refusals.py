"""Bad answers: each is refused in one line, before anything is written."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from cookiecutter.exceptions import FailedHookException

if TYPE_CHECKING:
    from tests.baking import Baker

REFUSED = {
    "unknown provider": ({"providers": "github, gitub"}, '"gitub" is no provider', "github"),
    "hyphens are underscores": ({"providers": "git-hub"}, '"git_hub" is no provider', "github"),
    "provider twice": (
        {"providers": "stripe, github, Stripe"},
        '"stripe, github, Stripe" names stripe twice',
        "stripe, github",
    ),
    "no provider": ({"providers": " , "}, '" , " names no provider', "all"),
    "all and more": ({"providers": "all, github"}, '"all" stands alone', "all"),
    "unknown strategy": ({"background": "nome"}, '"nome" is no strategy', "none"),
    "none and more": ({"background": "none, all"}, '"none" stands alone', "none"),
    "unknown database": ({"database": "postgres"}, '"postgres" is no database', "postgresql"),
    "two databases": (
        {"database": "sqlite, postgresql"},
        '"sqlite, postgresql" is no database',
        "postgresql",
    ),
    "no database": ({"database": " "}, '" " is no database', "sqlite"),
    "unknown containers": ({"docker": "podman"}, '"podman" is no answer', "no"),
    "unknown CI service": ({"ci": "git lab"}, '"git lab" is no CI service', "gitlab"),
    "empty name": ({"project_name": ""}, '"" shows nothing', "Webhook Receiver"),
    "blank name": ({"project_name": " \t"}, '" \\t" shows nothing', "Webhook Receiver"),
    "empty slug": ({"project_slug": ""}, '"" is empty', "webhook-receiver"),
    "spaced slug": ({"project_slug": "My App"}, '"My App" names no folder', "my-app"),
    "slug of digits": ({"project_slug": "123-go"}, '"123-go" names no folder', "go"),
    "slug with an underscore": ({"project_slug": "my_app"}, '"my_app" names no folder', "my-app"),
    "slug that climbs": ({"project_slug": "../up"}, '"../up" names no folder', "up"),
    "slug of two lines": ({"project_slug": "a\nb"}, '"a\\nb" names no folder', "a-b"),
    "long slug": ({"project_slug": "a" * 64}, f'"{"a" * 60}…" names no folder', "a" * 63),
    "slug in another script": ({"project_slug": "🚀"}, '"🚀" names no folder', "webhook-receiver"),
    "device": ({"project_slug": "con"}, '"con" is a device of Windows', "con-receiver"),
    "module": ({"project_slug": "json"}, '"json" is a module of Python', "json-receiver"),
    "own package": (
        {"project_slug": "receiver"},
        '"receiver" is a package of',
        "receiver-receiver",
    ),
    "dependency": ({"project_slug": "fastapi"}, '"fastapi" is a package that', "fastapi-receiver"),
}


@pytest.mark.parametrize(("answers", "fault", "nearest"), REFUSED.values(), ids=REFUSED)
def test_refused(bake: Baker, answers: dict[str, str], fault: str, nearest: str) -> None:
    """The line names the question, the answer, its fault, what is valid and what comes nearest."""
    line = rf"{next(iter(answers))}: {re.escape(fault)}.*; valid: .+; nearest: {re.escape(nearest)}"
    with pytest.raises(FailedHookException, match=rf"\A{line}\Z"):
        bake(**answers)
    assert [] == list(bake.folder.iterdir())


def test_valid_answers_are_listed(bake: Baker) -> None:
    """A refusal lists every provider there is."""
    with pytest.raises(
        FailedHookException, match=r"valid: all, .*generic, .*github, .*stripe.*; n"
    ):
        bake(providers="nobody")


@pytest.mark.parametrize(
    "answer",
    [
        "providers=gitub",
        "providers=github,github",
        "background=nome",
        "database=mysql",
        "project_slug=My App",
    ],
)
def test_command_line_prints_one_line(bake: Baker, answer: str) -> None:
    """The real command prints the line and nothing else, fails, and writes nothing."""
    ran = bake.cli("--no-input", answer)
    question = answer.partition("=")[0]
    assert (1, "", []) == (ran.returncode, ran.stderr, list(bake.folder.iterdir()))
    assert re.fullmatch(rf"{question}: .+; valid: .+; nearest: .+\n", ran.stdout)


def test_refused_at_its_prompt(bake: Baker) -> None:
    """A bad provider is refused before the next question is asked."""
    ran = bake.cli(typed="\n\n\n\n\ngitub\n\n")
    assert 1 == ran.returncode
    assert "nearest: github" in ran.stdout
    assert "Background" not in ran.stdout


def test_a_database_refused_at_its_prompt(bake: Baker) -> None:
    """A bad database is refused in one line, and nothing is written."""
    ran = bake.cli(typed="\n" * 7 + "mongodb\n")
    assert (1, "", []) == (ran.returncode, ran.stderr, list(bake.folder.iterdir()))
    assert '"mongodb" is no database; valid: sqlite, postgresql; nearest: ' in ran.stdout


@pytest.mark.parametrize(
    ("question", "answer", "fault"),
    [
        ("providers", "gitub", '"gitub" is no provider'),
        ("console", "maybe", '"maybe" is no answer'),
    ],
)
def test_edited_replay_file_is_refused(bake: Baker, question: str, answer: str, fault: str) -> None:
    """The answers of a replay file, which no prompt checks, are checked all the same."""
    bake(project_slug="first")
    context = json.loads(bake.replay_file().read_text(encoding="utf-8"))
    context["cookiecutter"] |= {question: answer, "project_slug": "second"}
    bake.replay_file().write_text(json.dumps(context), encoding="utf-8")
    with pytest.raises(FailedHookException, match=fault):
        bake.replay()
    assert ["first"] == [path.name for path in bake.folder.iterdir()]
