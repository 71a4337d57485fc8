"""The manifests: whole, valid, and agreed among themselves about who is who."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import kubernetes_validate
import pytest
import yaml

from tests.baking import Baker
from tests.kustomized import KUBECTL, Manifests, by_hand, by_kubectl, kustomization

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project

ANSWERS = {
    "sqlite": {},
    "postgresql": {"database": "postgresql"},
    "all": {"database": "postgresql", "background": "all", "providers": "all"},
}
FOLDERS = [
    ("sqlite", "sqlite"),
    ("postgresql", "postgresql"),
    ("all", "sqlite"),
    ("all", "postgresql"),
]
WAYS = [
    by_hand,
    pytest.param(by_kubectl, marks=pytest.mark.skipif(not KUBECTL, reason="needs kubectl")),
]


@pytest.fixture(scope="module")
def projects(template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Project]:
    """Bake a project for each of the answers."""
    bake = Baker(template, tmp_path_factory.mktemp("manifests"))
    return {
        name: bake(docker="kubernetes", project_slug=f"project-{name}", **answers)
        for name, answers in ANSWERS.items()
    }


@pytest.fixture(scope="module", params=WAYS)
def built(request: pytest.FixtureRequest, projects: dict[str, Project]) -> dict[str, Manifests]:
    """Build each of the folders, in one way."""
    return {
        f"{folder} of {name}": request.param(projects[name].path / "kubernetes" / folder)
        for name, folder in FOLDERS
    }


@pytest.fixture(params=[f"{folder} of {name}" for name, folder in FOLDERS])
def manifests(request: pytest.FixtureRequest, built: dict[str, Manifests]) -> Manifests:
    """Return what one of the folders makes."""
    return built[request.param]


def test_folders(projects: dict[str, Project]) -> None:
    """There is a folder for each database that the project can use, and what they share."""
    found = {
        name: {path.name for path in (project.path / "kubernetes").iterdir()}
        for name, project in projects.items()
    }
    every = {"base", "sqlite", "secret.example.yaml"}
    assert found == {name: every | {ANSWERS[name].get("database", "sqlite")} for name in ANSWERS}


def test_each_file_is_named(projects: dict[str, Project]) -> None:
    """Kustomize is told of each file, and of none that is not there."""
    for folder in (projects["all"].path / "kubernetes").glob("*/"):
        told = kustomization(folder)
        named = {*told["resources"], *(each["path"] for each in told.get("patches", []))}
        found = {path.name for path in folder.iterdir()} - {"kustomization.yaml"}
        assert (folder.name, found) == (folder.name, named)


def test_schemas(manifests: Manifests) -> None:
    """Each is what Kubernetes takes, without a field that it does not know."""
    for version in ("1.32", "1.37"):
        for each in manifests.every:
            kubernetes_validate.validate(each, version, strict=True)


def test_secret(projects: dict[str, Project], manifests: Manifests) -> None:
    """The example of the secret is valid, holds no value, and has the name that pods ask for."""
    example = yaml.safe_load(projects["all"].text("kubernetes/secret.example.yaml"))
    kubernetes_validate.validate(example, "1.37", strict=True)
    assert {""} == {*example["stringData"].values()}
    asked = {
        source["secretRef"]["name"]
        for name in manifests.pods()
        for source in manifests.container(name)["envFrom"]
        if "secretRef" in source
    }
    assert {example["metadata"]["name"]} == asked


def test_selectors(manifests: Manifests) -> None:
    """Whatever selects pods selects those that are meant, and each is selected by its own."""
    labels = {name: pod["metadata"]["labels"] for name, pod in manifests.pods().items()}
    for each in manifests.every:
        selector: Any = each["spec"].get("selector") if "spec" in each else None
        if selector and each["kind"] != "PersistentVolumeClaim":
            wanted = selector.get("matchLabels", selector).items()
            found = [name for name, given in labels.items() if wanted <= given.items()]
            assert [each["metadata"]["name"]] == found


def test_names(manifests: Manifests) -> None:
    """What a pod or a scaler names is there."""
    for name, pod in manifests.pods().items():
        container = manifests.container(name)
        settings = [each["configMapRef"]["name"] for each in container["envFrom"][:1]]
        assert settings == [*manifests.of("ConfigMap")]
        volumes = {each["name"]: each for each in pod["spec"]["volumes"]}
        assert volumes.keys() == {each["name"] for each in container["volumeMounts"]}
        claims = {
            each["persistentVolumeClaim"]["claimName"]
            for each in volumes.values()
            if "persistentVolumeClaim" in each
        }
        assert claims <= manifests.of("PersistentVolumeClaim").keys()
    for scaler in manifests.of("HorizontalPodAutoscaler").values():
        target = scaler["spec"]["scaleTargetRef"]
        assert target["name"] in manifests.of(target["kind"])


def test_images(manifests: Manifests, request: pytest.FixtureRequest) -> None:
    """All pods run one image, whose version the base says once."""
    images = {manifests.container(name)["image"] for name in manifests.pods()}
    assert 1 == len(images)
    if "by_kubectl" in request.node.callspec.id:
        assert re.fullmatch(r"registry\.example\.com/project-\w+:0\.1\.0", images.pop())
