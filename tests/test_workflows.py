"""The CI of a project: both services take their file, and all that it runs is in the project."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import pytest

from tests.baking import Baker
from tests.conftest import VARIANTS
from tests.pipelines import FILES, Job, jobs, tools
from webhook_template_filters.requirements import members, normal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project

KINDS = {"plain": {"docker": "no"}, **VARIANTS}
ALWAYS = ["audit", "docs", "lint", "template", "test", "type"]
SCHEMAS = {"github": "github-workflows", "gitlab": "gitlab-ci"}
GROUP = re.compile(
    r"^uv sync --locked (?:--no-default-groups --|--only-)group (\w+)$", re.MULTILINE
)
OWNERS = {
    script.name: normal(script.dist.name)
    for script in entry_points(group="console_scripts")
    if script.dist
} | {"mkdocs": "mkdocs-material"}  # which brings it


@pytest.fixture(scope="module", params=FILES)
def service(request: pytest.FixtureRequest) -> str:
    """Return each of the services."""
    return str(request.param)


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Return the name of each kind of project."""
    return str(request.param)


@pytest.fixture(scope="module")
def project(
    service: str, kind: str, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    """Bake a project of each kind for each service; tests only read it."""
    return Baker(template, tmp_path_factory.mktemp(kind))(**KINDS[kind], ci=service)


def test_the_service_takes_it(project: Project, service: str) -> None:
    """The file fits the service's own schema."""
    schema = f"--builtin-schema=vendor.{SCHEMAS[service]}"
    checked = project.run("check-jsonschema", schema, FILES[service])
    assert "ok -- validation done\n" == checked.stdout, checked.stdout


def test_the_jobs(project: Project, service: str, kind: str) -> None:
    """The jobs are the same with both, and an image is built where there is one."""
    images = ["container"] if kind != "plain" else []
    assert sorted([*ALWAYS, *images]) == sorted(jobs(project, service))
    assert (project.path / "Dockerfile").exists() == bool(images)


def test_what_it_runs_is_installed(project: Project, service: str) -> None:
    """Each job installs one group, as it is locked, and the tools that it runs are in that."""
    groups = tomllib.loads(project.text("pyproject.toml"))["dependency-groups"]
    found = jobs(project, service)
    installs = {name: GROUP.findall(job.text()) for name, job in found.items()}
    assert {name: [name] * (name in groups) for name in found} == installs
    for name, (group,) in ((name, each) for name, each in installs.items() if each):
        there = {normal(each) for each in members(groups, group)}
        owners = {tool: OWNERS.get(tool, tool) for tool in tools(found[name], project)}
        assert {} == {tool: owner for tool, owner in owners.items() if owner not in there}


def test_what_is_left_out_runs_elsewhere(project: Project, service: str) -> None:
    """The hook that one job leaves out is what another is for."""
    found = jobs(project, service)
    assert {found["lint"].variables["SKIP"]} == tools(found["type"], project)


def test_rabbitmq(project: Project, service: str, kind: str) -> None:
    """Of the servers that tests start, the one without a wheel is installed where it is used."""
    text = jobs(project, service)["test"].text()
    assert (kind == "everything") == ("rabbitmq-server" in text)
    assert (kind == "everything") == ("rabbitmq-server" in project.text("CONTRIBUTING.md"))


def test_commands_in_the_container(project: Project, service: str) -> None:
    """What is called there are commands of the receiver, and the sender is one of its providers."""
    job = jobs(project, service).get("container", Job("", (), {}))
    called = re.findall(r"exec receiver receiver (\w+) (\w+)", job.text())
    for command, _ in called:
        assert (project.path / f"src/receiver/commands/{command}.py").exists()
    senders = [argument for command, argument in called if command == "send"]
    assert len(senders) == (project.path / "Dockerfile").exists()
    for sender in senders:
        assert "HEALTHCHECK" in project.text("Dockerfile")  # which is what is waited for
        assert (project.path / f"src/receiver/providers/{sender}.py").exists()
