"""What a project's CI runs, read from the file of either service in the same terms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.projects import Project

FILES = {"github": ".github/workflows/ci.yml", "gitlab": ".gitlab-ci.yml"}
KEYWORDS = {"default", "variables", "workflow"}
"""What stands beside the jobs in a file of GitLab."""
TOOL = re.compile(r"\buv run (?:--\S+ )*([\w-]+)")


@dataclass(frozen=True)
class Job:
    """A job: its commands, a line or several each, and what is set for them."""

    name: str
    commands: tuple[str, ...]
    variables: dict[str, str]

    def text(self) -> str:
        """Return all commands as one script."""
        return "\n".join(self.commands)


def jobs(project: Project, service: str) -> dict[str, Job]:
    """Return the jobs that a service runs for a project."""
    read = {"github": _of_github, "gitlab": _of_gitlab}[service]
    return {job.name: job for job in read(yaml.safe_load(project.text(FILES[service])))}


def _of_github(file: dict[str, Any]) -> Iterator[Job]:
    for name, job in file["jobs"].items():
        steps = [step for step in job["steps"] if "run" in step]
        variables = {key: value for step in steps for key, value in step.get("env", {}).items()}
        yield Job(name, tuple(step["run"] for step in steps), file.get("env", {}) | variables)


def _of_gitlab(file: dict[str, Any]) -> Iterator[Job]:
    for name, job in file.items():
        if name not in KEYWORDS:
            variables = file["variables"] | job.get("variables", {})
            yield Job(name, (*job["script"], *job.get("after_script", [])), variables)


def tools(job: Job, project: Project) -> set[str]:
    """Return the tools that a job runs: itself, by way of make, or as hooks."""
    made = dict(re.findall(r"(?m)^(\w+):\n\t(.+)$", project.text("Makefile")))
    texts = [job.text(), *(made[task] for task in re.findall(r"(?m)^make (\w+)$", job.text()))]
    if "pre-commit run" in job.text():
        config = yaml.safe_load(project.text(".pre-commit-config.yaml"))
        hooks = {
            hook["id"]: hook.get("entry", "") for each in config["repos"] for hook in each["hooks"]
        }
        hooks.pop(job.variables["SKIP"])
        texts += hooks.values()
    return {name for text in texts for name in TOOL.findall(text)}
