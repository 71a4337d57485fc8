"""Which files a project should have, told from names of options and from what imports what.

This is worked out in another way than the hook does it, which is what it checks.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from tests.imports import imported
from tests.space import LISTS
from webhook_template_filters.choices import CHOICES, left_out
from webhook_template_filters.options import DATABASE, unchosen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project
    from tests.space import Answers

PARTS = {
    "console": re.compile(r"(src/receiver|tests|docs/images)/console/.+|docs/console\.md"),
    "tracing": re.compile(r"(src/receiver|tests)/tracing/.+|docs/tracing\.md"),
    "docker": re.compile(r"Dockerfile|\.dockerignore|compose\.yaml"),
    "kubernetes": re.compile(r"kubernetes/.+"),
    "github": re.compile(r"\.github/workflows/.+"),
    "gitlab": re.compile(r"\.gitlab-ci\.yml"),
}
# Of these a project has what others of its files use.
MODULE = re.compile(r"src/receiver/signatures/([a-z]\w*)\.py")
ITS_TEST = re.compile(r"tests/signatures/test_(\w+)\.py")
BROKER = re.compile(r"tests/support/brokers/([a-z]+)\.py")


def expected(answers: Answers, project: Project, source: Path) -> set[str]:
    """Return the files of the template but for those that belong to what is left out."""
    lists = (unchosen(options, answers[question]) for question, options in LISTS.items())
    gone = [*unchosen(DATABASE, answers["database"]), *(name for names in lists for name in names)]
    named = re.compile(rf"(?:.*/)?(?:on_|test_|test_on_)?(?:{'|'.join(gone) or '-'})(?:/.*|\.\w+)")
    parts = [part for each in CHOICES for part in left_out(each, answers[each.question])]
    patterns = [named, *(PARTS[part] for part in parts)]
    shared = _shared(source)
    kept = {name for name in _files(source) if not any(each.fullmatch(name) for each in patterns)}
    return {".env", *(kept - shared), *(shared & _used(project, source))}


def _shared(source: Path) -> set[str]:
    modules = {found[1] for name in _files(source) if (found := MODULE.fullmatch(name))}
    return {
        name
        for name in _files(source)
        if MODULE.fullmatch(name)
        or BROKER.fullmatch(name)
        or ((found := ITS_TEST.fullmatch(name)) and found[1] in modules)
    }


def _used(project: Project, source: Path) -> set[str]:
    """Return the modules of signatures/ that are imported, and the brokers that are spoken to."""
    files = (name for name in project.names() if name.startswith("src/") and name.endswith(".py"))
    texts = [project.text(name) for name in files]
    modules = {name for text in texts for name in imported(text)}
    used = set()
    for name in _files(source):
        if (found := MODULE.fullmatch(name)) or (found := ITS_TEST.fullmatch(name)):
            is_used = f"receiver.signatures.{found[1]}".removesuffix(".__init__") in modules
        elif found := BROKER.fullmatch(name):
            is_used = any(f'"{found[1]}://' in text for text in texts)
        else:
            continue
        used |= {name} if is_used else set()
    return used


@cache
def _files(source: Path) -> frozenset[str]:
    paths = (path for path in source.rglob("*") if path.is_file())
    return frozenset(path.relative_to(source).as_posix() for path in paths)
