"""The documentation of a project: it is built without a warning, whole, and by itself."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from receiver.settings import Settings, variable
from tests.baking import Baker
from tests.conftest import VARIANTS
from tests.fetched import Fetched

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project


@pytest.fixture(scope="module", params=VARIANTS)
def project(
    request: pytest.FixtureRequest, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    """Bake each variant, with a name and a description that are hard to quote."""
    named = {"project_name": 'Ada\'s "hooks": #1', "description": "It: 'hears' \\ \"all\" # of it."}
    return Baker(template, tmp_path_factory.mktemp("docs"))(**named, **VARIANTS[request.param])


@pytest.fixture(scope="module")
def site(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build its documentation as CI does: a page or a link that is lost ends that."""
    target = tmp_path_factory.mktemp("site")
    built = project.python("mkdocs", "build", "--strict", "--site-dir", str(target))
    assert 0 == built.returncode, built.stderr
    return target


def text(site: Path, page: str = "") -> str:
    """Return a page's HTML, by default the first one's."""
    return (site / page / "index.html").read_text(encoding="utf-8")


def test_what_is_generated(site: Path) -> None:
    """Each setting has its anchor, each command its heading."""
    settings = text(site, "settings")
    anchors = [f'id="{variable(name).lower()}"' for name in Settings.model_fields]
    assert [] == [anchor for anchor in anchors if anchor not in settings]
    assert "<code>receiver deliveries show</code>" in text(site, "commands")


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    """No page has a browser ask another host for anything."""
    for page in site.rglob("*.html"):
        fetched = Fetched()
        fetched.feed(page.read_text(encoding="utf-8"))
        assert [] == fetched.urls
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert [] == re.findall(r"""(?:@import|url\()\s*["']?(?:https?:)?//[^)]+""", styles)


def test_the_picture(site: Path) -> None:
    """The picture is part of the site, and needs nothing else either."""
    picture = (site / "images/delivery.svg").read_text(encoding="utf-8")
    assert "prefers-color-scheme: dark" in picture
    assert [] == re.findall(r"(?:href|src)=.|url\((?!#)", picture)


def test_code_stays_out(site: Path) -> None:
    """What writes the reference is no part of the site."""
    assert [] == list(site.rglob("*.py*"))


def test_links_of_the_readme(project: Project) -> None:
    """Each file that the README leads to is there."""
    links = re.findall(r"\]\((?!https?://)([^)#]+)", project.text("README.md"))
    assert "docs/runbook.md" in links
    assert [] == [link for link in links if not (project.path / link).is_file()]


def test_the_name(site: Path) -> None:
    """The site has the project's name, whatever that holds."""
    found = re.search("<title>(.*?)</title>", text(site))
    assert found
    assert 'Ada\'s "hooks": #1' == unescape(found[1])
