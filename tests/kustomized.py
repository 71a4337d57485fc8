"""A folder for kustomize, built: by kubectl where that is, and as far as these files need here."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KUBECTL = shutil.which("kubectl")
"""It builds without a cluster."""


@dataclass(frozen=True)
class Manifests:
    """What a cluster is told."""

    every: list[dict[str, Any]]

    def of(self, *kinds: str) -> dict[str, dict[str, Any]]:
        """Return those of some kinds, by their names."""
        return {each["metadata"]["name"]: each for each in self.every if each["kind"] in kinds}

    def pods(self) -> dict[str, dict[str, Any]]:
        """Return what pods are made from, by the names of what makes them."""
        owners = self.of("Deployment", "Job")
        return {name: owner["spec"]["template"] for name, owner in owners.items()}

    def container(self, name: str) -> dict[str, Any]:
        """Return the only container of these pods."""
        (container,) = self.pods()[name]["spec"]["containers"]
        return dict(container)

    def settings(self) -> dict[str, str]:
        """Return what all pods are given."""
        (settings,) = self.of("ConfigMap").values()
        return dict(settings["data"])

    def own_settings(self, name: str) -> dict[str, str]:
        """Return what these pods are given beside that."""
        return {each["name"]: each["value"] for each in self.container(name).get("env", [])}


def by_kubectl(folder: Path) -> Manifests:
    """Build with the real thing, which is told of no cluster."""
    command = (str(KUBECTL), "kustomize", str(folder))
    nowhere = {"KUBECONFIG": "/dev/null", "HOME": "/nonexistent", "PATH": "/usr/bin:/bin"}
    built = subprocess.run(command, env=nowhere, capture_output=True, text=True, check=False)
    assert 0 == built.returncode, built.stderr
    return Manifests(list(yaml.safe_load_all(built.stdout)))


def by_hand(folder: Path) -> Manifests:
    """Build what these folders use: resources, components, patches, settings, images."""
    own, every = kustomization(folder), []
    parts = [folder, *(folder / name for name in own.get("components", []))]
    for part in parts:
        every += list(_resources(part))
        every += [_settings(each) for each in kustomization(part).get("configMapGenerator", [])]
    for patch in own.get("patches", []):
        changes = yaml.safe_load((folder / patch["path"]).read_text(encoding="utf-8"))
        (patched,) = (each for each in every if _same(each, changes))
        every[every.index(patched)] = merged(patched, changes)
    return Manifests(every)


def kustomization(folder: Path) -> dict[str, Any]:
    """Return what a folder says of itself."""
    text = (folder / "kustomization.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def merged(old: Any, new: Any) -> Any:  # noqa: ANN401 - as YAML has it
    """Merge a patch: objects by their keys, lists of what has names by these."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old | {key: merged(old.get(key), value) for key, value in new.items()}
    if isinstance(old, list) and all(isinstance(each, dict) for each in [*old, *new]):
        named = {each["name"]: each for each in old}
        return list(merged(named, {each["name"]: each for each in new}).values())
    return new


def _resources(folder: Path) -> Iterator[dict[str, Any]]:
    for name in kustomization(folder)["resources"]:
        yield yaml.safe_load((folder / name).read_text(encoding="utf-8"))


def _settings(generator: dict[str, Any]) -> dict[str, Any]:
    data = dict(literal.split("=", 1) for literal in generator["literals"])
    metadata = {"name": generator["name"]} | generator["options"]
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": data}


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return (one["kind"], one["metadata"]["name"]) == (other["kind"], other["metadata"]["name"])
