"""What pods may do, use and reach, and when there are more of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from receiver.observability.metrics import Metrics
from receiver.settings import Settings
from receiver.variables import mistake
from tests.baking import Baker
from tests.dockerfiles import instructions
from tests.kustomized import Manifests, by_hand
from webhook_template_filters.strategies import brokers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project

PORTS = {"redis": 6379, "amqp": 5672, "nats": 4222, "sqs": 443}
MEBI = 1 << 20


@pytest.fixture(scope="module")
def project(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Bake a project that has all."""
    bake = Baker(template, tmp_path_factory.mktemp("limits"))
    return bake(docker="kubernetes", database="postgresql", background="all")


@pytest.fixture(params=["sqlite", "postgresql"])
def manifests(request: pytest.FixtureRequest, project: Project) -> Manifests:
    """Build one of its folders."""
    return by_hand(project.path / "kubernetes" / request.param)


def test_confinement(project: Project, manifests: Manifests) -> None:
    """Pods are what the namespace demands: the image's user, without rights, on a root to read."""
    (namespace,) = manifests.of("Namespace").values()
    assert "restricted" == namespace["metadata"]["labels"]["pod-security.kubernetes.io/enforce"]
    (user,) = (each for key, each in instructions(project.text("Dockerfile")) if key == "USER")
    for name, pod in manifests.pods().items():
        whole, own = pod["spec"]["securityContext"], manifests.container(name)["securityContext"]
        assert user == f"{whole['runAsUser']}:{whole['runAsGroup']}"
        assert (True, "RuntimeDefault") == (whole["runAsNonRoot"], whole["seccompProfile"]["type"])
        assert own == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert pod["spec"]["automountServiceAccountToken"] is False


def test_what_may_be_written(project: Project, manifests: Manifests) -> None:
    """Volumes are where the service writes: the inbox's folder, which its group owns, and /tmp."""
    (place,) = (each for key, each in instructions(project.text("Dockerfile")) if key == "VOLUME")
    for name, pod in manifests.pods().items():
        mounts = {each["mountPath"] for each in manifests.container(name)["volumeMounts"]}
        alone = bool(manifests.of("PersistentVolumeClaim"))
        assert mounts == ({"/tmp", place} if alone else {"/tmp"})  # noqa: S108 - a pod's own
        assert not alone or 10001 == pod["spec"]["securityContext"]["fsGroup"]


def test_no_links(manifests: Manifests) -> None:
    """No pod is told of services by variables that the service would take for mistaken settings."""
    valid = [f"RECEIVER_{field.upper()}" for field in Settings.model_fields]
    for name in manifests.of("Service"):
        assert mistake(f"{name.upper().replace('-', '_')}_SERVICE_HOST", valid)
    assert {False} == {pod["spec"]["enableServiceLinks"] for pod in manifests.pods().values()}


def test_resources(manifests: Manifests) -> None:
    """There is memory for all the bodies that may be held at once, beside the service's own."""
    cap = int(manifests.settings()["RECEIVER_BODIES_CAP"])
    for name in manifests.pods():
        resources = manifests.container(name)["resources"]
        assert {"cpu", "memory"} == resources["requests"].keys()
        assert int(resources["limits"]["memory"].removesuffix("Mi")) * MEBI >= cap + 256 * MEBI


def test_time_to_end(manifests: Manifests) -> None:
    """No pod is killed while the service still ends by itself."""
    settings = manifests.settings()
    patience = sum(float(settings[f"RECEIVER_SHUTDOWN_{each}"]) for each in ("DELAY", "GRACE"))
    specs = [pod["spec"] for name, pod in manifests.pods().items() if name != "receiver-migrate"]
    assert all(spec["terminationGracePeriodSeconds"] >= patience + 5 for spec in specs)


def test_network(manifests: Manifests) -> None:
    """Pods reach names, the database, brokers and senders, and are reached where they listen."""
    rules = [each["spec"] for each in manifests.of("NetworkPolicy").values()]
    assert {"Ingress", "Egress"} == {kind for each in rules for kind in each["policyTypes"]}
    out = {port["port"] for each in rules for rule in each["egress"] for port in rule["ports"]}
    beside = {*map(PORTS.get, brokers(["celery", "dramatiq", "taskiq"])), 5432}
    alone = bool(manifests.of("PersistentVolumeClaim"))
    assert out == ({53, 443} if alone else {53, 443} | beside)
    into = [rule["ports"] for each in rules for rule in each.get("ingress", [])]
    assert [[{"port": "http"}]] == into


def test_scaling(project: Project) -> None:
    """Workers follow a metric that the service has, and no number of them is set beside that."""
    manifests = by_hand(project.path / "kubernetes/postgresql")
    (scaler,) = manifests.of("HorizontalPodAutoscaler").values()
    (metric,) = (each["external"]["metric"] for each in scaler["spec"]["metrics"])
    metrics = Metrics()
    metrics.show_inbox({}, 0)
    assert 0 == metrics.registry.get_sample_value(metric["name"], metric["selector"]["matchLabels"])
    worker = manifests.of("Deployment")[scaler["spec"]["scaleTargetRef"]["name"]]
    assert "replicas" not in worker["spec"]
    assert re.search(r"webhook_inbox_depth", project.text("docs/deploy.md"))
