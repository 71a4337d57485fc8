"""The documentation: what it names is there, and the code it shows is Python."""

import re
from pathlib import Path

import pytest
import typer
from typer.main import get_group

from receiver import errors
from receiver.cli import app
from receiver.deliveries import State
from receiver.errors import ReceiverError
from receiver.observability.metrics import Metrics
from receiver.settings import Settings, variable
from receiver.variables import mistake

ROOT = Path(__file__).parents[1]
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]
}
RUNBOOK = PAGES["docs/runbook.md"]
VALID = [variable(field) for field in Settings.model_fields]


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    """Return the text of each page, the README's first."""
    return PAGES[request.param]


def test_settings_are_there(page: str) -> None:
    """Each variable that a page names is one that the service reads."""
    named = re.findall(r"\bRECEIVER_[A-Z_]+[A-Z](?:__(?:<?[A-Z]+>?))*", page)
    names = {re.sub(r"[<>]", "", name) for name in named}
    assert [] == sorted(wrong for name in names if (wrong := mistake(name, VALID)))


def test_metrics_are_there(page: str) -> None:
    """Each metric that a page names is one that the service has."""
    families = {family.name: family.type for family in Metrics().registry.collect()}
    names = {f"{name}_total" if kind == "counter" else name for name, kind in families.items()}
    named = set(re.findall(r"\bwebhook_[a-z_]+[a-z]", page)) - {"webhook_event"}  # a key of logs
    assert set() == {name.removesuffix("_bucket") for name in named} - names


def test_commands_are_there(page: str) -> None:
    """Each command that a page calls is one, and so is the command within it."""
    group = get_group(app)
    context = typer.Context(group)
    called = set(re.findall(r"uv run (?:--no-dev )?receiver ([a-z]+)", page))
    assert set() == called - set(group.list_commands(context))


def test_files_are_there(page: str) -> None:
    """Each test that a page names is a file, and each folder of the source is one."""
    named = set(re.findall(r"`((?:tests|src|docs)/[\w/.-]+)`", page))
    yours = {name for name in named if re.search("acme|migrations|tests/handlers", name)}
    assert set() == {name for name in named - yours if not (ROOT / name).exists()}


def test_code_is_python(page: str) -> None:
    """Each block of Python compiles."""
    for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
        compile(block, "page", "exec")


def test_the_runbook_knows_each_reason() -> None:
    """Each reason for which a request is refused has its row."""
    kinds = [each for each in vars(errors).values() if isinstance(each, type)]
    reasons = {each.reason for each in kinds if issubclass(each, ReceiverError)}
    rows = set(re.findall(r"`(\w+)`", "".join(re.findall(r"(?m)^\| (`.*?) \|", RUNBOOK))))
    assert rows == reasons - {ReceiverError.reason}


def test_the_runbook_has_a_heading_for_each_alert() -> None:
    """Each alert of the table has its heading, with an expression and the four things to know."""
    alerts = re.findall(r"(?m)^\| \[.*?\]\(#([a-z-]+)\)", RUNBOOK)
    sections = dict(re.findall(r"(?ms)^## [^\n]* \{ #([a-z-]+) \}\n(.*?)(?=^## |\Z)", RUNBOOK))
    assert alerts == list(sections)
    parts = ("```promql", "**What it means.**", "**Look at", "**Do", "**Over when**")
    assert [] == [(name, part) for name in sections for part in parts if part not in sections[name]]


def test_each_state_is_explained() -> None:
    """The table of states has each, in the order of a delivery's life."""
    table = PAGES["docs/index.md"].partition("## States")[2].partition("## ")[0]
    assert [*State] == re.findall(r"(?m)^\| `(\w+)`", table)
