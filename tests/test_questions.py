"""The questions: each is readable, and what its text lists is what there is."""

from __future__ import annotations

import json
import re

import pytest

from tests.baking import ROOT
from webhook_template_filters.choices import CI, DOCKER, Choice
from webhook_template_filters.options import BACKGROUND, DATABASE, PROVIDERS, Options

ASKED = json.loads((ROOT / "cookiecutter.json").read_text(encoding="utf-8"))
PROMPTS = ASKED["__prompts__"]


def test_each_question_has_a_text() -> None:
    """There are at most twelve questions, and each has a text."""
    questions = [question for question in ASKED if not question.startswith("_")]
    assert list(PROMPTS) == questions
    assert len(questions) <= 12


def test_texts_survive_the_terminal() -> None:
    """Each text is one line, without the square brackets that a terminal takes for markup."""
    assert [] == re.findall(r"[\[\]]|\\n", json.dumps(list(PROMPTS.values()))[1:-1])


@pytest.mark.parametrize("options", [PROVIDERS, BACKGROUND], ids=lambda options: options.question)
def test_texts_list_what_there_is(options: Options) -> None:
    """A text lists exactly the options that exist."""
    listed = re.findall(r"\bany of ([a-z0-9_, ]+);", PROMPTS[options.question])
    assert [", ".join(options.names())] == listed


def test_text_lists_the_databases() -> None:
    """The text of the database lists exactly what may be answered."""
    listed = PROMPTS["database"].partition(": ")[2].partition(";")[0]
    assert " or ".join(DATABASE.valid()) == listed


@pytest.mark.parametrize("choice", [DOCKER, CI], ids=lambda choice: choice.question)
def test_texts_list_the_answers(choice: Choice) -> None:
    """A text lists exactly what may be answered, in words that the check takes."""
    listed = PROMPTS[choice.question].partition(": ")[2].partition(";")[0]
    assert [*choice.brings] == listed.replace(" or ", ", ").split(", ")


def test_each_choice_has_a_text() -> None:
    """Every license is explained."""
    assert ["__prompt__", *ASKED["license"]] == list(PROMPTS["license"])


@pytest.mark.parametrize(
    "question",
    ["project_name", "project_slug", "providers", "background", "database", "docker", "ci"],
)
def test_checked_right_after_it_is_asked(question: str) -> None:
    """The check of an answer follows its question, so that it stops there."""
    keys = list(ASKED)
    assert f"__check_{question}" == keys[keys.index(question) + 1]
