"""The names of what a pyproject.toml requires, to run and for each dependency group."""

from __future__ import annotations

import re
from typing import Any


def required(project: dict[str, Any]) -> dict[str, set[str]]:
    """Return names of distributions by the list that a lock file has of them.

    Those that the project needs to run are `dependencies` and `requires-dist` there; others go by
    the name of their group, in which those of included groups are repeated.
    """
    runs = {normal(each) for each in project["project"]["dependencies"]}
    groups = project.get("dependency-groups", {})
    lists = {group: {normal(each) for each in members(groups, group)} for group in groups}
    return {"dependencies": runs, "requires-dist": runs, **lists}


def members(groups: dict[str, list[Any]], name: str) -> set[str]:
    """Return the requirements of a dependency group, with those of the groups it includes."""
    found = set()
    for each in groups[name]:
        found |= {each} if isinstance(each, str) else members(groups, each["include-group"])
    return found


def normal(requirement: str) -> str:
    """Return the name that a requirement begins with, normalized as packaging.python.org has it."""
    name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()
