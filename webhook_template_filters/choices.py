"""Reads answers to questions that have a few answers each, and knows which parts these bring."""

from __future__ import annotations

from dataclasses import dataclass

from webhook_template_filters.refusals import check_one_of

_SPELLINGS = {"true": "yes", "y": "yes", "on": "yes", "1": "yes"} | {
    "false": "no",
    "n": "no",
    "off": "no",
    "0": "no",
}
"""How YAML, JSON and people spell yes and no."""


@dataclass(frozen=True)
class Choice:
    """A question, and the parts of a project that each of its answers brings."""

    question: str
    noun: str
    brings: dict[str, tuple[str, ...]]

    def parts(self) -> list[str]:
        """List the parts that some answer brings."""
        return sorted({part for parts in self.brings.values() for part in parts})


DOCKER = Choice(
    "docker",
    "answer",
    {"yes": ("docker",), "kubernetes": ("docker", "kubernetes"), "no": ()},
)
CI = Choice("ci", "CI service", {"github": ("github",), "gitlab": ("gitlab",), "none": ()})
CONSOLE = Choice("console", "answer", {"yes": ("console",), "no": ()})
TRACING = Choice("tracing", "answer", {"yes": ("tracing",), "no": ()})
CHOICES = (CONSOLE, TRACING, DOCKER, CI)


def brought(choice: Choice, answer: object) -> list[str]:
    """Return the parts that an answer brings, or refuse it."""
    given = str(answer).strip().lower()
    name = _SPELLINGS.get(given, given) if "no" in choice.brings else given
    fault = f"is no {choice.noun}"
    check_one_of(choice.brings, name, choice.question, str(answer), fault=fault)
    return list(choice.brings[name])


def left_out(choice: Choice, answer: object) -> list[str]:
    """Return the parts that an answer does not bring."""
    return [part for part in choice.parts() if part not in brought(choice, answer)]
