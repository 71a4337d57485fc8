"""What a project's page on monitoring has its owner do: it works as it stands there."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.baking import Baker
from tests.kustomized import by_hand, kustomization

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project

BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```$")
URL = "https://docs.example.com/runbook/"


@pytest.fixture(scope="module")
def project(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Bake a project with all that can be watched; tests only read it."""
    bake = Baker(template, tmp_path_factory.mktemp("watched"))
    return bake(docker="kubernetes", database="postgresql")


def command(project: Project, word: str) -> str:
    """Return the one block of commands of the page with this word in it."""
    found = [each for each in BLOCK.findall(project.text("docs/monitoring.md")) if word in each]
    (block,) = found
    return str(block)


def label_of_pods(project: Project) -> dict[str, str]:
    """Return the label that kustomize gives all pods, as it does what it selects them by."""
    (labels,) = kustomization(project.path / "kubernetes/base")["labels"]
    assert labels["includeSelectors"]
    return dict(labels["pairs"])


@pytest.mark.skipif(not shutil.which("promtool"), reason="needs promtool, of Debian's prometheus")
def test_where_the_runbook_is(bake: Baker) -> None:
    """It is said once, by a command; then alerts and dashboard lead there, and tests still pass."""
    project = bake()
    done = project.run("bash", "-euc", command(project, "sed -i"))
    assert done.returncode == 0, done.stdout + done.stderr
    files = [name for name in project.names() if re.fullmatch(r"ops/\w+/[\w.]+", name)]
    assert [] == [name for name in files if "docs/runbook.md" in project.text(name)]
    assert f"runbook_url: {URL}#dead-letters" in project.text("ops/prometheus/rules.yaml")
    assert f'"query": "{URL}"' in project.text("ops/grafana/dashboard.json")


def test_operator(project: Project) -> None:
    """Prometheus's operator is given all rules, and where the pods are that have the metrics."""
    done = project.run(
        "bash", "-euc", "kubectl() { cat; echo ---; }\n" + command(project, "kubectl")
    )
    monitor, rule, _ = yaml.safe_load_all(done.stdout)
    assert ["PodMonitor", "PrometheusRule"] == [monitor["kind"], rule["kind"]]
    assert rule["spec"] == yaml.safe_load(project.text("ops/prometheus/rules.yaml"))
    assert monitor["spec"]["selector"]["matchLabels"] == label_of_pods(project)
    (endpoint,) = monitor["spec"]["podMetricsEndpoints"]
    manifests = by_hand(project.path / "kubernetes/postgresql")
    for name in ("receiver-web", "receiver-worker"):
        assert [endpoint["port"]] == [each["name"] for each in manifests.container(name)["ports"]]


def test_discovery_in_a_cluster(project: Project) -> None:
    """Prometheus's own discovery looks for the label that all pods have."""
    (job,) = yaml.safe_load(project.text("ops/prometheus/kubernetes.yaml"))["scrape_configs"]
    ((selector,),) = (each["selectors"] for each in job["kubernetes_sd_configs"])
    name, _, value = selector["label"].partition("=")
    assert {name: value} == label_of_pods(project)


def test_compose(project: Project) -> None:
    """In the network of compose.yaml it asks for the services that have the metrics."""
    (job,) = yaml.safe_load(project.text("ops/prometheus/compose.yaml"))["scrape_configs"]
    services = yaml.safe_load(project.text("compose.yaml"))["services"]
    found = {each["names"][0]: each["port"] for each in job["dns_sd_configs"]}
    assert found == {"web": 8000, "worker": 9000}
    assert services["worker"]["environment"]["RECEIVER_WORKER_ADDRESS"].endswith(":9000")
    assert services["web"]["ports"] == ["127.0.0.1:8000:8000"]
