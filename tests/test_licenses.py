"""The license of a project: the whole text, and metadata that say the same."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from importlib.metadata import files
from typing import TYPE_CHECKING

import pytest
from packaging.licenses import canonicalize_license_expression

if TYPE_CHECKING:
    from tests.baking import Baker
    from tests.projects import Project

SAME = {
    "MIT": ("typer", "Permission is hereby granted"),
    "BSD-3-Clause": ("jinja2", "Redistribution and use"),
}
"""Packages under the same license, and the words with which its terms begin."""
APACHE = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
"""The hash of https://www.apache.org/licenses/LICENSE-2.0.txt."""


@pytest.fixture
def project(bake: Baker, request: pytest.FixtureRequest) -> Project:
    """Bake a project with a license."""
    return bake(license=request.param, author_name="Ada")


def licensed(project: Project) -> object:
    """Return the license that a project's metadata state, if they are valid."""
    metadata = tomllib.loads(project.text("pyproject.toml"))["project"]
    assert ["LICENSE"] == metadata["license-files"]
    assert "classifiers" not in metadata  # which must not say it once more
    return canonicalize_license_expression(metadata["license"])


@pytest.mark.parametrize("project", SAME, indirect=True)
def test_terms(project: Project) -> None:
    """The terms are those that others have under the same license, to the last word."""
    package, begin = SAME[str(licensed(project))]
    theirs = next(each for each in files(package) or () if each.name.startswith("LICENSE"))
    texts = (theirs.read_text(encoding="utf-8"), project.text("LICENSE"))
    terms = [" ".join(text[text.index(begin) :].split()).lower() for text in texts]
    assert terms[0] == terms[1]


@pytest.mark.parametrize("project", ["Apache-2.0"], indirect=True)
def test_apache(project: Project) -> None:
    """The Apache License is the file that its authors publish."""
    assert "Apache-2.0" == licensed(project)
    assert sha256(project.text("LICENSE").encode()).hexdigest() == APACHE


@pytest.mark.parametrize("project", ["proprietary"], indirect=True)
def test_proprietary(project: Project) -> None:
    """What is proprietary grants nothing, and has an expression that indexes take."""
    assert "LicenseRef-Proprietary" == licensed(project)
    assert "Ada. All rights reserved." in project.text("LICENSE")
    assert "granted" not in project.text("LICENSE")
