"""OpenTelemetry's own variables: nothing is traced, or imported, before they name a collector."""

import subprocess
import sys
from pathlib import Path

import pytest

from processes import environment
from receiver.tracing.variables import is_wanted, take_over

HERE = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"}
LOOK = """
import sys
from receiver.observability import tracing
with tracing.chosen().opened():
    print('opentelemetry.sdk' in sys.modules)
"""


@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        ({}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": " "}, False),
        ({"OTEL_SERVICE_NAME": "mine"}, False),
        (HERE, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:1/v1/traces"}, True),
        (HERE | {"OTEL_SDK_DISABLED": "False"}, True),
        (HERE | {"OTEL_SDK_DISABLED": "True"}, False),
        (HERE | {"OTEL_TRACES_EXPORTER": "none"}, False),
    ],
)
def test_wanted(variables: dict[str, str], *, wanted: bool) -> None:
    """It is on if a collector is named, and nothing switches it off."""
    assert wanted is is_wanted(variables)


def test_env_file(tmp_path: Path) -> None:
    """What `.env` has for OpenTelemetry counts, unless the environment says otherwise."""
    (tmp_path / ".env").write_text("OTEL_A=file\nOTEL_B=file\nOTEL_C\nRECEIVER_WORKERS=1\n")
    variables = {"OTEL_B": "environment"}
    take_over(variables)
    assert {"OTEL_A": "file", "OTEL_B": "environment"} == variables


@pytest.mark.parametrize(("variables", "imported"), [({}, "False"), (HERE, "True")])
def test_imported(tmp_path: Path, variables: dict[str, str], imported: str) -> None:
    """Where no collector is named nothing of the SDK is imported."""
    command = [sys.executable, "-c", LOOK]
    given = environment(**variables)
    ran = subprocess.run(
        command, cwd=tmp_path, env=given, capture_output=True, text=True, check=True
    )
    assert imported == ran.stdout.strip()


@pytest.mark.parametrize(("variables", "code"), [(HERE, 2), ({}, 0)])
def test_command(tmp_path: Path, variables: dict[str, str], code: int) -> None:
    """A command says so in plain words; nobody does where nothing is traced."""
    look = "import sys; from receiver import cli; sys.argv = ['receiver', 'serve', '--help']"
    wanted = "from receiver.tracing import chosen; cli.app = chosen; cli.main()"
    ran = subprocess.run(
        [sys.executable, "-c", f"{look}; {wanted}"],
        cwd=tmp_path,
        env=environment(**variables, OTEL_EXPORTER_OTLP_TIMEOUT="soon"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert code == ran.returncode
    told = "  OTEL_EXPORTER_OTLP_TIMEOUT: 'soon' is not right; give seconds, as in 10\n"
    assert (told in ran.stderr) is bool(variables)
    assert "Traceback" not in ran.stderr
