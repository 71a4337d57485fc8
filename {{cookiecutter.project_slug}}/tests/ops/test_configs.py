"""The configurations: with each of them Prometheus finds the processes of one service."""

import json
import re
from pathlib import Path

import pytest

from prometheus import OPS, needs_prometheus, promtool

CONFIGS = OPS / "prometheus"
POD = """
      - targets: ["10.0.0.{number}:{declared}"]
        labels:
          __meta_kubernetes_namespace: hooks
          __meta_kubernetes_pod_name: receiver-{number}
          __meta_kubernetes_pod_annotation_prometheus_io_scrape: "{scrape}"
          __meta_kubernetes_pod_annotation_prometheus_io_port: "{port}"
"""


@needs_prometheus
@pytest.mark.parametrize("name", ["host", "compose"])
def test_they_are_valid(name: str) -> None:
    """Prometheus takes each, and finds the rules beside it."""
    checked = promtool("check", "config", CONFIGS / f"{name}.yaml")
    assert 0 == checked.returncode, checked.stderr
    assert "SUCCESS: 1 rule files found" in checked.stdout


def of_pods(*pods: str) -> str:
    """Return the configuration for a cluster with these pods in the place of those of one.

    Debian builds Prometheus without Kubernetes: what is looked at is what becomes of pods.
    """
    text = (CONFIGS / "kubernetes.yaml").read_text(encoding="utf-8")
    discovery = re.compile(r"(?s)    kubernetes_sd_configs:\n.*?(?=    relabel_configs:)")
    static = f"    static_configs:{''.join(pods)}"
    replaced, count = discovery.subn(lambda _: static, text)
    assert 1 == count
    return replaced.replace("rules.yaml", str(CONFIGS / "rules.yaml"))


@needs_prometheus
def test_pods(tmp_path: Path) -> None:
    """Pods that say so are read at the port that they say; the namespace is the service's name."""
    web = POD.format(number=1, declared=8000, scrape="true", port=8000)
    worker = POD.format(number=2, declared=9999, scrape="true", port=9000)
    other = POD.format(number=3, declared=80, scrape="", port="")
    file = tmp_path / "prometheus.yaml"
    file.write_text(of_pods(web, worker, other), encoding="utf-8")
    checked = promtool("check", "config", file)
    assert 0 == checked.returncode, checked.stderr
    found = promtool("check", "service-discovery", "--timeout=1s", file, "receiver")
    labels = [each["labels"] for each in json.loads(found.stdout) if each["labels"]]
    told = [(each["__address__"], each["job"], each["pod"]) for each in labels]
    assert [
        ("10.0.0.1:8000", "hooks", "receiver-1"),
        ("10.0.0.2:9000", "hooks", "receiver-2"),
    ] == sorted(told)
