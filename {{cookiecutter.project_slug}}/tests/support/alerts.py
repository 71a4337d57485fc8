"""The alerts: what the rules for Prometheus say, and what the runbook says of each."""

import re
from dataclasses import dataclass

from prometheus import OPS, RULES

RUNBOOK = OPS.parent / "docs/runbook.md"
RULE = re.compile(
    r"""(?msx)
    ^\ +-\ alert:\ Webhook(?P<name>\w+)\n
    \ +expr:\ \|\n (?P<expr>.*?)
    ^\ +for:\ \w+\n
    \ +labels:\n
    \ +severity:\ (?P<severity>\w+)\n
    \ +annotations:\n
    \ +summary:\ .*?
    ^\ +description:\ >-\n .*?
    ^\ +runbook_url:\ docs/runbook\.md\#(?P<anchor>[\w-]+)$
    """
)
ROW = re.compile(r"(?m)^\| \[.*?\]\(#([a-z-]+)\) \| (\w+) \|")
SECTION = re.compile(r"(?m)^## [^\n]* \{ #([a-z-]+) \}\n\n```promql\n((?:[^`].*\n)+)```$")


@dataclass(frozen=True)
class Alert:
    """One alert: where the runbook speaks of it, how bad it is, and when it is raised."""

    anchor: str
    severity: str
    expression: str


def of_the_rules() -> list[Alert]:
    """Return the alerts that Prometheus knows."""
    found = RULE.finditer(RULES.read_text(encoding="utf-8"))
    return [Alert(each["anchor"], each["severity"], dedented(each["expr"])) for each in found]


def of_the_runbook() -> list[Alert]:
    """Return the alerts of the runbook's table, each with the expression below its heading."""
    text = RUNBOOK.read_text(encoding="utf-8")
    expressions = dict(SECTION.findall(text))
    return [Alert(anchor, severity, expressions[anchor]) for anchor, severity in ROW.findall(text)]


def names() -> list[str]:
    """Return the names of all rules, as an anchor has them: ``SourceSilent`` is `source-silent`."""
    found = re.findall(r"(?m)^ +- alert: Webhook(\w+)$", RULES.read_text(encoding="utf-8"))
    return [re.sub(r"(?<=[a-z])(?=[A-Z])", "-", each).lower() for each in found]


def dedented(block: str) -> str:
    """Return a block of YAML without its indentation."""
    lines = block.splitlines()
    margin = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return "".join(f"{line[margin:]}\n" for line in lines)
