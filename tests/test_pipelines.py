"""What the jobs of a project's CI do, done here: as far as that needs no service, no container."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.baking import ROOT, SOURCE, Baker
from tests.conftest import VARIANTS
from tests.pipelines import FILES, jobs

if TYPE_CHECKING:
    from pathlib import Path

WORKFLOWS = [ROOT / FILES["github"], SOURCE / FILES["github"]]
RELEASE = ROOT / ".github/workflows/release.yml"
ACTION = re.compile(r"uses: (\S+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$")
SOURCES = """
from receiver.services.sources import configured
from receiver.settings import load_settings
print(sorted(configured(load_settings())))
"""


def uses(workflow: Path) -> list[str]:
    """List the lines of a workflow that name an action."""
    lines = workflow.read_text(encoding="utf-8").splitlines()
    return [line.strip().removeprefix("- ") for line in lines if "uses:" in line]


each_workflow = pytest.mark.parametrize(
    "workflow", [*WORKFLOWS, RELEASE], ids=["template", "project", "release"]
)


@each_workflow
def test_actions_are_pinned(workflow: Path) -> None:
    """Each action is the commit that it was looked at as, with its version beside it."""
    assert uses(workflow)
    assert [] == [line for line in uses(workflow) if not ACTION.fullmatch(line)]


def test_actions_have_one_version() -> None:
    """An action that is used in several places is the same one there."""
    found = {
        ACTION.fullmatch(line) for workflow in [*WORKFLOWS, RELEASE] for line in uses(workflow)
    }
    pins = {match.groups() for match in found if match}
    assert len({action for action, *_ in pins}) == len(pins)


@each_workflow
def test_workflows_are_careful(workflow: Path) -> None:
    """No permission, credential, trigger or expansion is one too many, says zizmor."""
    command = ("zizmor", "--offline", "--quiet", "--persona=pedantic", "--min-severity=low")
    done = subprocess.run((*command, workflow), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=["template", "project"])
def test_jobs_may_little(workflow: Path) -> None:
    """A job may read the code, keeps no token to do more, and ends."""
    file = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert {"contents": "read"} == file["permissions"]
    for job in file["jobs"].values():
        assert not job.keys() & {"permissions", "secrets"}
        assert 0 < job["timeout-minutes"] <= 30
        checkouts = [each for each in job["steps"] if "actions/checkout@" in each.get("uses", "")]
        assert [False] == [each["with"]["persist-credentials"] for each in checkouts]


@pytest.mark.parametrize("service", FILES)
def test_they_parse_before_they_are_rendered(service: str) -> None:
    """Bots that renew versions can read the files in the template itself."""
    assert yaml.safe_load((SOURCE / FILES[service]).read_text(encoding="utf-8"))


@pytest.mark.parametrize("service", FILES)
@pytest.mark.parametrize("variant", ["default", "everything"])
def test_secrets_of_the_container(bake: Baker, service: str, variant: str) -> None:
    """The container gets a secret for each source that .env has one for, and starts with them."""
    project = bake(**VARIANTS[variant], ci=service)
    made = project.run(sys.executable, "-c", SOURCES).stdout
    lines = jobs(project, service)["container"].text().splitlines()
    steps = "\n".join(line for line in lines if line.startswith(("secret=", "sed ")))
    before = (project.path / ".env").read_text(encoding="utf-8")
    assert not project.run("bash", "-euc", steps).returncode
    assert before != (project.path / ".env").read_text(encoding="utf-8")
    assert made == project.run(sys.executable, "-c", SOURCES).stdout != "[]\n"


def test_the_audit_reads_the_lock(bake: Baker) -> None:
    """What is locked is exported and taken in, hashes and all, as the job does it."""
    project = bake()
    export, audit = jobs(project, "github")["audit"].commands[1:]
    assert not project.run(*export.split()).returncode
    done = project.run(*audit.removeprefix("uv run ").split(), "--dry-run")
    assert re.search(r"would have audited \d{2,} packages", done.stderr), done.stderr
