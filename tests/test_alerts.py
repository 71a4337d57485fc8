"""The tests of the alerts: each rule that is changed, in whatever direction, is noticed."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.baking import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Rule = dict[str, Any]

FOLDER = SOURCE / "ops/prometheus"
RULES: list[Rule] = yaml.safe_load((FOLDER / "rules.yaml").read_text())["groups"][0]["rules"]
TESTS = [yaml.safe_load(path.read_text()) for path in FOLDER.glob("rules_test_*.yaml")]
LIMIT = re.compile(r"(?<=> )[\d.]+")
SHORT = 3
"""How many of a rule's mutants there are in the short form."""
BY = re.compile(r"(?:sum|max) by (?!\(job\) \(\w+ != )")
"""Of what is not a number, sum and maximum are the same."""
SWAPPED = {"sum by ": "max by ", "max by ": "sum by "}

pytestmark = pytest.mark.skipif(
    not shutil.which("promtool"), reason="needs promtool: apt-get install prometheus"
)


def mutants(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Yield the rule with one thing changed, and what."""
    text = rule["expr"]
    yield "never", {**rule, "expr": "absent(vector(1))"}
    yield "always", {**rule, "expr": "vector(1)"}
    yield "at once", {**rule, "for": "0s"}
    yield "much later", {**rule, "for": "5d"}
    for found in LIMIT.finditer(text):
        for factor in (0.5, 2) if float(found[0]) else ():
            limit = f"{float(found[0]) * factor:g}"
            changed = text[: found.start()] + limit + text[found.end() :]
            yield f"{found[0]} is {limit}", {**rule, "expr": changed}
    for zero in re.finditer("> 0$", text, re.MULTILINE):
        changed = text[: zero.start()] + ">= 0" + text[zero.end() :]
        yield "what is 0 counts", {**rule, "expr": changed}
    for each in BY.finditer(text):
        changed = text[: each.start()] + SWAPPED[each[0]] + text[each.end() :]
        yield f"{SWAPPED[each[0]]}at {each.start()}", {**rule, "expr": changed}


def passes(rule: Rule, folder: Path) -> bool:
    """Say whether its tests pass with a rule."""
    (folder / "rules.yaml").write_text(yaml.safe_dump({"groups": [{"name": "a", "rules": [rule]}]}))
    files = []
    for number, told in enumerate(TESTS):
        file = folder / f"test_{number}.yaml"
        kept = [each for each in map(dict, told["tests"]) if of(rule, each)]
        if kept:
            only = [{**each, "alert_rule_test": of(rule, each)} for each in kept]
            file.write_text(yaml.safe_dump({**told, "tests": only}, allow_unicode=True))
            files.append(file)
    assert files
    command = ["promtool", "test", "rules", *map(str, files)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def of(rule: Rule, test: dict[str, Any]) -> list[Any]:
    """Return what a test says of the rule."""
    return [each for each in test["alert_rule_test"] if each["alertname"] == rule["alert"]]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_mutants(rule: Rule, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Its tests pass, and one fails whatever is changed."""
    assert passes(rule, tmp_path)
    most = None if request.config.getoption("--mutants") == "full" else SHORT
    tried = islice(mutants(rule), most)
    assert [] == [what for what, mutant in tried if passes(mutant, tmp_path)]
