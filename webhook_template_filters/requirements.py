"""The names of what a pyproject.toml requires, to run and for each dependency group."""

from __future__ import annotations

import re
from typing import Any


def required(project: dict[str, Any]) -> dict[str, set[str]]:
    """Return names of distributions by the list that a lock file has of them.

    Those that the project needs to run are `dependencies` and `requires-dist` there; others go by
    the name of their group, in which those of included groups are repeated.
    """
    runs = {_name(each) for each in project["project"]["dependencies"]}
    groups = project.get("dependency-groups", {})
    lists = {group: _of_group(group, groups) for group in groups}
    return {"dependencies": runs, "requires-dist": runs, **lists}


def _of_group(group: str, groups: dict[str, list[Any]]) -> set[str]:
    names = {_name(each) for each in groups[group] if isinstance(each, str)}
    included = (each["include-group"] for each in groups[group] if not isinstance(each, str))
    return names.union(*(_of_group(each, groups) for each in included))


def _name(requirement: str) -> str:
    """Return the name that a requirement begins with, normalized as packaging.python.org has it."""
    name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()
