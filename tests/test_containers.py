"""The image and compose.yaml: what linters, schemas and the service's own settings say of them."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement

from receiver.settings import Settings
from receiver.variables import mistake
from tests.dockerfiles import instructions
from tests.serving import answering

if TYPE_CHECKING:
    from tests.projects import Project

NAMES = [f"RECEIVER_{field.upper()}" for field in Settings.model_fields]


def last(project: Project, keyword: str) -> str:
    """Return what the last instruction of a kind says, without options."""
    found = [text for name, text in instructions(project.text("Dockerfile")) if name == keyword]
    return re.sub(r"^(--\S+ )+", "", found[-1])


def health(project: Project) -> list[str]:
    """Return the command by which a container is asked for its health."""
    command: list[str] = json.loads(last(project, "HEALTHCHECK").removeprefix("CMD "))
    return command


def test_the_linter_finds_nothing(variant: Project) -> None:
    """Hadolint has nothing to say of the Dockerfile, not even by the way."""
    ran = variant.run(f"{sys.prefix}/bin/hadolint", "--no-color", "Dockerfile")
    assert (0, "", "") == (ran.returncode, ran.stdout, ran.stderr)


def test_what_goes_in(variant: Project) -> None:
    """What may go into an image is what the Dockerfile asks for: no secret and no test."""
    lines = variant.text(".dockerignore").splitlines()
    rules = [line for line in lines if not line.startswith("#")]
    copied = [
        name
        for keyword, text in instructions(variant.text("Dockerfile"))
        if keyword == "COPY" and not text.startswith("--from")
        for name in text.split()[:-1]
    ]
    allowed = [rule[1:] for rule in rules if rule.startswith("!")]
    assert ("*", sorted(copied)) == (rules[0], sorted(allowed))
    assert {*copied} <= {path.name for path in variant.path.iterdir()} | {"uv.lock"}


def test_uv_builds_by_itself(variant: Project) -> None:
    """The image's uv is one version, and among those that build the project without another."""
    system = tomllib.loads(variant.text("pyproject.toml"))["build-system"]
    builder = Requirement(system["requires"][0])
    (version,) = re.findall(r"uv==(\S+)", variant.text("Dockerfile"))
    assert ("uv_build", True) == (builder.name, builder.specifier.contains(version))


def test_packages_are_the_locked_ones(variant: Project) -> None:
    """Each time uv installs, it takes what uv.lock says or fails, and nothing to develop with."""
    steps = [text for name, text in instructions(variant.text("Dockerfile")) if name == "RUN"]
    installing = [set(text.split()) for text in steps if "uv sync" in text]
    assert all({"--locked", "--no-dev"} <= words for words in installing)
    assert "--no-editable" in installing[-1]


def test_what_runs(variant: Project) -> None:
    """The service is the container's own process, so that signals reach it, and is not root."""
    assert ["receiver", "serve", "--host", "0.0.0.0"] == json.loads(last(variant, "CMD"))  # noqa: S104 - within a container
    assert ("SIGTERM", "10001:10001") == (last(variant, "STOPSIGNAL"), last(variant, "USER"))
    assert "--uid 10001 --gid receiver" in last(variant, "RUN")


def test_settings_of_the_image(variant: Project) -> None:
    """What the image sets exists, and its inbox is in the folder that may be written to."""
    given = dict(re.findall(r"(RECEIVER_\w+)=(\S+)", last(variant, "ENV")))
    assert [None] == [mistake(name, NAMES) for name in given]
    place = last(variant, "VOLUME")
    assert given["RECEIVER_DATABASE_URL"].startswith(f"sqlite:///{place}/")
    assert f" {place}" in last(variant, "RUN")


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_health_of_the_image(variant: Project, status: int, code: int) -> None:
    """A container is healthy while the service is ready, and is asked past every proxy."""
    python, *rest = health(variant)
    with answering("/readyz", status) as port:
        command = [argument.replace("8000", str(port)) for argument in rest]
        ran = variant.run("env", "http_proxy=http://127.0.0.1:9", sys.executable, *command)
    assert ("python", code, "") == (python, ran.returncode, ran.stderr)
