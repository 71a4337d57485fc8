"""Which modules of signatures/, and whose packages, a choice of providers brings with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.imports import needed
from webhook_template_filters.modules import packages, unneeded_modules
from webhook_template_filters.options import PROVIDERS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from tests.baking import Baker

BOTH = ["cryptography", "joserfc"]
# Ways to sign that few providers share; what they have in common may be in modules of its own.
WAYS = {"certificates", "ed25519", "jwts", "paypal", "pubsub", "standard_webhooks", "twilio"}
CHOICES = {
    "generic": ([], []),
    "github": ([], []),
    "svix": (["standard_webhooks"], []),
    "twilio": (["twilio"], []),
    "discord": (["ed25519"], ["cryptography"]),
    "paypal": (["certificates", "paypal"], ["cryptography"]),
    "google_pubsub": (["certificates", "jwts", "pubsub"], BOTH),
    "svix, twilio": (["standard_webhooks", "twilio"], []),
    "twilio, discord": (["ed25519", "twilio"], ["cryptography"]),
}
each_choice = pytest.mark.parametrize(
    ("providers", "modules", "heavy"), [(name, *both) for name, both in CHOICES.items()]
)


def signatures(names: AbstractSet[str]) -> set[str]:
    """Return those of a project's files that are modules of signatures/."""
    return {name for name in names if name.startswith("src/receiver/signatures/")}


@each_choice
def test_what_is_needed(providers: str, modules: list[str], heavy: list[str]) -> None:
    """A module and its packages are needed if a chosen provider imports it, however indirectly."""
    names = providers.split(", ")
    assert modules == sorted(WAYS - {*unneeded_modules(names)})
    assert heavy == sorted(packages(names))


@each_choice
def test_what_is_there(bake: Baker, providers: str, modules: list[str], heavy: list[str]) -> None:
    """A project holds the modules that it needs, depends on their packages, and on no others."""
    project = bake(providers=providers)
    found = {name.rpartition("/")[2].removesuffix(".py") for name in signatures(project.names())}
    assert modules == sorted(found & WAYS)
    assert heavy == sorted({*BOTH} & needed(project)[0])


def test_their_tests_go_too(bake: Baker) -> None:
    """With a module that nobody needs go the tests of it, and no other's."""
    tests = bake.without_hooks(providers="svix").path / "tests/signatures"
    for module in ("sns", "standard_webhooks", "mine"):
        (tests / f"test_{module}.py").write_text('"""A test."""\n', encoding="utf-8")
    bake.over(providers="svix")
    left = {path.stem for path in tests.glob("test_*.py")}
    assert {"test_standard_webhooks", "test_mine"} == left & {
        "test_sns",
        "test_standard_webhooks",
        "test_mine",
    }


def test_all_need_all() -> None:
    """There is no module of signatures/ that no provider needs."""
    assert [] == unneeded_modules(PROVIDERS.names())
