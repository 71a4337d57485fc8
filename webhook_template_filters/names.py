"""Checks what the project is called: its name for people, its slug for file systems and indexes."""

from __future__ import annotations

import re
import sys

from slugify import slugify

from webhook_template_filters.options import PROJECT
from webhook_template_filters.refusals import refuse

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 63  # a DNS label's limit, so that a container or a host can bear the name
_VALID = (
    f"lower-case letters, digits and single hyphens, a letter first, at most {_LONGEST} characters",
)
_WINDOWS = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
}
_DEFAULT = "Webhook Receiver"


def check_project_name(answer: str) -> str:
    """Return the name; refuse one without a visible character."""
    if not answer.strip():
        refuse("project_name", answer, "shows nothing", valid=("any text",), nearest=_DEFAULT)
    return answer


def check_project_slug(answer: str) -> str:
    """Return the slug; refuse one that some file system, index or import would trip over."""
    if fault := _fault(answer):
        refuse("project_slug", answer, fault, valid=_VALID, nearest=_nearest(answer))
    return answer


def _fault(slug: str) -> str:
    if not slug:
        return "is empty"
    if len(slug) > _LONGEST or not _SLUG.fullmatch(slug):
        return "names no folder and distribution everywhere"
    faults = {
        "is a device of Windows": slug in _WINDOWS,
        "is a module of Python": slug in sys.stdlib_module_names,
        "is a package of the project": (PROJECT / "src" / slug).exists(),
        "is a package that the project may need": _is_locked(slug),
    }
    return next((fault for fault, is_so in faults.items() if is_so), "")


def _is_locked(slug: str) -> bool:
    # The template's own environment has all that a project may depend on; a project named like one
    # of these would depend on itself.
    lock = (PROJECT.parent / "uv.lock").read_text(encoding="utf-8")
    return f'\nname = "{slug}"\n' in lock


def _nearest(answer: str) -> str:
    stem = slugify(answer)[:_LONGEST].lstrip("0123456789-").rstrip("-")
    return next(slug for slug in (stem, f"{stem}-receiver", slugify(_DEFAULT)) if not _fault(slug))
