"""The page about tracing: what it names is there, and what it promises is what is waited."""

import re
from pathlib import Path

from opentelemetry.sdk import environment_variables

from receiver.tracing import exporting

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "tracing.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")


def test_variables_are_there() -> None:
    """Each variable of OpenTelemetry's that the page or the example of `.env` names is one."""
    named = set(re.findall(r"\bOTEL_[A-Z_]+[A-Z]", PAGE + EXAMPLE))
    assert set() == named - set(vars(environment_variables))


def test_attributes_are_there() -> None:
    """Each attribute that the page names is one that spans have."""
    sources = [
        each.read_text(encoding="utf-8")
        for each in Path(exporting.__file__).parent.iterdir()
        if each.suffix == ".py"
    ]
    named = set(re.findall(r"`((?:webhook|messaging|http)\.[a-z_.]+[a-z])`", PAGE))
    assert set() == {each for each in named if f'"{each}"' not in "".join(sources)}


def test_patience() -> None:
    """The end of a process waits as long as the page says, and no longer."""
    assert f"waits {exporting.PATIENCE:g} seconds at most" in " ".join(PAGE.split())
    assert exporting.NAME == re.findall(r"`(\w+)` if you say nothing", PAGE)[0]
