"""compose.yaml: valid, confined, and begun in an order in which each finds what it needs."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from receiver.settings import Settings
from tests.baking import Baker
from tests.serving import answering

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project

OURS = {"web", "worker", "migrate"}
CHOICES = {
    "plain": ({}, OURS),
    "all": ({"background": "all", "database": "postgresql"}, OURS | {"broker", "postgresql"}),
    "taskiq": ({"background": "taskiq"}, OURS | {"broker"}),
    "postgresql": ({"database": "postgresql"}, OURS | {"postgresql"}),
}
CONFINED = {"read_only": True, "cap_drop": ["ALL"], "security_opt": ["no-new-privileges:true"]}


@pytest.fixture(scope="module", params=CHOICES)
def name(request: pytest.FixtureRequest) -> str:
    """Return each of the choices."""
    return str(request.param)


@pytest.fixture(scope="module")
def project(name: str, template: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Bake it once; tests only read it."""
    return Baker(template, tmp_path_factory.mktemp(name))(**CHOICES[name][0])


@pytest.fixture(scope="module")
def services(project: Project) -> dict[str, Any]:
    """Return the services of its compose.yaml."""
    return dict(yaml.safe_load(project.text("compose.yaml"))["services"])


def test_schema(project: Project) -> None:
    """It is as the specification of such files says."""
    schema = ("--builtin-schema", "vendor.compose-spec")
    ran = project.python("check_jsonschema", *schema, "compose.yaml")
    assert 0 == ran.returncode, ran.stdout


def test_services(name: str, services: dict[str, Any]) -> None:
    """There is what the project needs, and nothing else."""
    assert CHOICES[name][1] == services.keys()


def test_order(services: dict[str, Any]) -> None:
    """What others wait for is there; it has ended well, or can be asked whether it is healthy."""
    for service in services.values():
        for name, how in service.get("depends_on", {}).items():
            ends = "service_completed_successfully"
            assert how["condition"] == (ends if name == "migrate" else "service_healthy")
            assert "healthcheck" in services[name]
    assert "healthcheck" not in services["web"]  # the image's own
    assert {"disable": True} == services["migrate"]["healthcheck"]


def test_confinement(services: dict[str, Any]) -> None:
    """None gains privileges; none but the database has any, or writes where no volume is."""
    for each, service in services.items():
        kept = {"security_opt"} if each == "postgresql" else CONFINED.keys()
        assert {key: CONFINED[key] for key in kept} == {key: service.get(key) for key in kept}


def test_ends_and_volumes(project: Project, services: dict[str, Any]) -> None:
    """Each has the time to end that its settings give it, and volumes that are there and used."""
    settings = Settings.model_fields
    patience = sum(settings[f"shutdown_{each}"].default for each in ("delay", "grace"))
    assert all(int(services[name]["stop_grace_period"][:-1]) > patience for name in OURS)
    used = {each.partition(":")[0] for one in services.values() for each in one.get("volumes", [])}
    assert used == yaml.safe_load(project.text("compose.yaml"))["volumes"].keys()


def test_what_is_public(services: dict[str, Any]) -> None:
    """Only the service can be reached, from its own host; every image has a version."""
    ports = {name: service["ports"] for name, service in services.items() if "ports" in service}
    assert {"web": ["127.0.0.1:8000:8000"]} == ports
    images = [service.get("image", ":1") for service in services.values()]
    assert all(re.search(r":\d", image) for image in images)


def test_health_of_a_worker(project: Project, services: dict[str, Any]) -> None:
    """A worker is asked at the address that it was given."""
    worker = services["worker"]
    assert worker["environment"]["RECEIVER_WORKER_ADDRESS"].endswith(":9000")
    _, _, *command = worker["healthcheck"]["test"]
    for status, code in ((200, 0), (503, 1)):
        with answering("/readyz", status) as port:
            asking = [argument.replace("9000", str(port)) for argument in command]
            ran = project.run(sys.executable, *asking)
        assert (code, "") == (ran.returncode, ran.stderr)
