"""Commands run in this process, as the command line runs them."""

import json
from typing import Any

from typer.testing import CliRunner, Result

from receiver.cli import app


def run(*arguments: str) -> Result:
    """Run a command; what it raises is in its result."""
    return CliRunner().invoke(app, arguments)


def shown(*arguments: str) -> Any:  # noqa: ANN401 - JSON is anything
    """Return what a command prints as JSON."""
    result = run(*arguments, "--json")
    assert 0 == result.exit_code
    return json.loads(result.stdout)
