"""The alerts: Prometheus takes their rules, they do what is said of them, the runbook has them."""

import alerts
from prometheus import RULES, needs_prometheus, promtool


@needs_prometheus
def test_they_are_valid() -> None:
    """Prometheus takes the rules."""
    checked = promtool("check", "rules", RULES)
    assert 0 == checked.returncode, checked.stderr
    assert f"SUCCESS: {len(alerts.names())} rules found" in checked.stdout


@needs_prometheus
def test_when_they_are_raised() -> None:
    """Each is raised when it should be, not before, and no longer."""
    tested = promtool("test", "rules", *sorted(RULES.parent.glob("rules_test_*.yaml")))
    assert 0 == tested.returncode, tested.stderr + tested.stdout


def test_each_is_complete() -> None:
    """Each says for how long, how bad, what, and where in the runbook: under its own name."""
    assert alerts.names() == [each.anchor for each in alerts.of_the_rules()]
    assert {each.severity for each in alerts.of_the_rules()} == {"critical", "warning", "info"}


def test_the_runbook_is_theirs() -> None:
    """The runbook has each alert, as bad as it is, with the expression that raises it."""
    assert alerts.of_the_rules() == alerts.of_the_runbook()
