"""Releases: the version, the changelog and the tag agree, and owners are told what to do."""

from __future__ import annotations

import pytest

from tools.releases import OWNER, faults, sections, version


def test_this_version_can_be_released() -> None:
    """The version that the template has is the newest in the changelog, and nothing is missing."""
    assert [] == faults(f"v{version()}")
    assert version() == next(iter(sections()))


def test_each_tells_owners_what_to_do() -> None:
    """Every version says what an owner has to do, if only that it is nothing."""
    assert [] == [each for each, text in sections().items() if OWNER not in text]


@pytest.mark.parametrize(
    ("tag", "fault"),
    [
        ("", " is no version: a tag is v1.2.3"),
        ("1.0.0", "1.0.0 is no version: a tag is v1.2.3"),
        ("v0.0.1", "CHANGELOG.md has no section ## [0.0.1] - YYYY-MM-DD"),
        ("v0.0.1", f"pyproject.toml has version {version()}, not 0.0.1"),
    ],
)
def test_refused(tag: str, fault: str) -> None:
    """A tag that fits neither the version nor the changelog is refused, and why."""
    assert fault in faults(tag)
