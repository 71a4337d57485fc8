"""Prunes the lock file of all that the template has to what one project needs.

`templates/uv.lock` is what uv resolved for a project with everything. A project that needs less
needs some of its packages, at the same versions: these are found from the project's own
requirements, by following dependencies, and what nobody needs is left out. Nothing is resolved and
nothing asked for, so a fresh project is locked without a network.

The file is taken as text in the form that uv writes: a block for each package, a line for each of
its dependencies and files. https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import pass_environment

from webhook_template_filters.options import PROJECT
from webhook_template_filters.reaching import reached
from webhook_template_filters.requirements import required

if TYPE_CHECKING:
    from jinja2 import Environment

EVERYTHING = Path(__file__).parent.parent / "templates/uv.lock"
START = "\n[[package]]\n"
FILES = re.compile(r"^(?:    \{ url = .*|sdist = .*)\n", re.MULTILINE)
"""What is most of a lock file, and says nothing about what a package depends on."""
LIST = re.compile(r"^([\w-]+) = \[(?:\n((?:    .*\n)*)|(.*))\]$", re.MULTILINE)
NAME = re.compile(r"\bname = \"([^\"]+)\"")


@pass_environment
def locked(environment: Environment, answers: dict[str, Any]) -> str:
    """Return the lock file of a project with these answers, but for its last newline."""
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(environment.from_string(text).render(cookiecutter=answers))
    return pruned(EVERYTHING.read_text(encoding="utf-8"), project).removesuffix("\n")


def pruned(lock: str, project: dict[str, Any]) -> str:
    """Return a lock file with what a project, as its pyproject.toml has it, needs of another."""
    head, *blocks = lock.removesuffix("\n").split(START)
    packages = {block: _package(block) for block in blocks}
    root = next(block for block in blocks if packages[block]["source"] == {"editable": "."})
    own = _own(root, project)
    kept = reached(_package(own), packages)
    others = [_with_extras(block, kept[block]) for block in blocks if block in kept]
    named = sorted([own, *others], key=lambda block: NAME.findall(block)[0])
    return START.join([head, *(f"{block.rstrip()}\n" for block in named)])


def _package(block: str) -> dict[str, Any]:
    """Return what a block says but for its files."""
    package: dict[str, Any] = tomllib.loads(START + FILES.sub("", block))["package"][0]
    return package


def _own(root: str, project: dict[str, Any]) -> str:
    """Return the project's own block, with its name and its requirements alone."""
    names = required(project)
    own = NAME.sub(f'name = "{project["project"]["name"]}"', root, count=1)
    sections = [_of_required(section, names) for section in own.split("\n\n")]
    return "\n\n".join(sections)


def _of_required(section: str, names: dict[str, set[str]]) -> str:
    inline = "metadata" in section.partition("\n")[0]

    def filtered(found: re.Match[str]) -> str:
        lines = (found[2] or f"    {found[3]},\n").splitlines(keepends=True)
        kept = [line for line in lines if NAME.findall(line)[0] in names.get(found[1], ())]
        if inline and len(kept) == 1:  # as uv writes it
            return f"{found[1]} = [{kept[0].strip().removesuffix(',')}]"
        return f"{found[1]} = [\n{''.join(kept)}]"

    return LIST.sub(filtered, section)


def _with_extras(block: str, extras: set[str]) -> str:
    """Return a block with those of its extras alone that somebody wants."""
    start, title, rest = block.partition("[package.optional-dependencies]\n")
    section, gap, end = rest.partition("\n\n")
    kept = "\n".join(found[0] for found in LIST.finditer(section) if found[1] in extras)
    return start + (title + kept + gap if kept else "") + end
