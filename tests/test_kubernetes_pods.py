"""The pods: what they are told and asked, as the service has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from receiver.services.strategies import chosen
from receiver.settings import Settings, variable
from receiver.variables import mistake
from tests.baking import Baker
from tests.kustomized import Manifests, by_hand
from webhook_template_filters.strategies import brokers, with_engines

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project

STRATEGIES = ("none", "celery", "dramatiq", "procrastinate", "taskiq")
URLS = {"redis": "redis://host/0", "amqp": "amqp://host", "nats": "nats://host"}


@pytest.fixture(scope="module", params=STRATEGIES)
def strategy(request: pytest.FixtureRequest) -> str:
    """Return each strategy that has workers."""
    return str(request.param)


@pytest.fixture(scope="module")
def project(strategy: str, template: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Bake a project with it."""
    bake = Baker(template, tmp_path_factory.mktemp("pods"))
    return bake(docker="kubernetes", database="postgresql", background=strategy)


@pytest.fixture(params=["sqlite", "postgresql"])
def manifests(request: pytest.FixtureRequest, project: Project) -> Manifests:
    """Build one of its folders."""
    return by_hand(project.path / "kubernetes" / request.param)


def is_alone(manifests: Manifests) -> bool:
    """Say whether there is but one pod."""
    return [*manifests.pods()] == ["receiver-web"]


def settings_of(manifests: Manifests, name: str, **secret: str) -> Settings:
    """Return the settings of a pod; what it has for itself comes before what it shares."""
    given = manifests.settings() | manifests.own_settings(name)
    told = {name.removeprefix("RECEIVER_").lower(): value for name, value in given.items()}
    return Settings.model_validate(secret | told)


def test_variables(project: Project, manifests: Manifests, strategy: str) -> None:
    """Each variable is a setting; the secret has a place for a broker's where there is one."""
    example = yaml.safe_load(project.text("kubernetes/secret.example.yaml"))["stringData"]
    own = [each for name in manifests.pods() for each in manifests.own_settings(name)]
    valid = [variable(field) for field in Settings.model_fields]
    assert {None} == {mistake(each, valid) for each in [*example, *manifests.settings(), *own]}
    assert bool(brokers([strategy])) == ("RECEIVER_BROKER_URL" in example)


def test_strategy(manifests: Manifests, strategy: str) -> None:
    """All pods have the strategy that was chosen, but for one that is alone, and what it needs."""
    urls = [URLS[kind] for kind in brokers([strategy]) if kind in URLS] or [""]
    secret = {"database_url": "postgresql://host/receiver", "broker_url": urls[0]}
    engines = [] if is_alone(manifests) else with_engines([strategy])
    for name in manifests.pods():
        settings = settings_of(manifests, name, **secret)
        chosen(settings)
        assert settings.background == (engines[0] if engines else "inprocess")


def test_who_handles(manifests: Manifests) -> None:
    """The one pod with a file for an inbox handles too; of several, those are others that do."""
    alone, web = is_alone(manifests), settings_of(manifests, "receiver-web")
    assert (alone, alone) == (web.workers > 0, web.database_url.startswith("sqlite:////var/lib/"))
    if not alone:
        assert settings_of(manifests, "receiver-worker").workers > 0


def test_probes(manifests: Manifests) -> None:
    """Pods are asked where they listen: whether they live, and whether they are ready."""
    for name, pod in manifests.pods().items():
        container = manifests.container(name)
        asked = {key: container[key]["httpGet"] for key in container if key.endswith("Probe")}
        if name == "receiver-migrate":
            assert ({}, "Never") == (asked, pod["spec"]["restartPolicy"])
            continue
        live, ready = ({"path": path, "port": "http"} for path in ("/livez", "/readyz"))
        assert asked == {"startupProbe": live, "livenessProbe": live, "readinessProbe": ready}
        (port,) = container["ports"]
        address = settings_of(manifests, name).worker_address or "0.0.0.0:8000"
        assert f"0.0.0.0:{port['containerPort']}" == address
        notes = pod["metadata"]["annotations"]
        assert str(port["containerPort"]) == notes["prometheus.io/port"]
