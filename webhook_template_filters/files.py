"""Which files go with which option, and so which ones a project does without.

An option's files are named after its module. Only the template's own options count: a provider that
an owner wrote stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from webhook_template_filters.choices import CHOICES, left_out
from webhook_template_filters.modules import unneeded_modules
from webhook_template_filters.options import BACKGROUND, DATABASE, PROVIDERS, chosen, unchosen
from webhook_template_filters.strategies import unneeded_brokers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OF_A_PROVIDER = (
    "src/receiver/providers/{}.py",
    "src/handlers/on_{}.py",
    "tests/providers/test_{}.py",
    "tests/vectors/{}.json",
    "tests/handlers/test_on_{}.py",
)
OF_A_SIGNATURE = ("src/receiver/signatures/{}.py", "tests/signatures/test_{}.py")
OF_A_STRATEGY = (
    "src/receiver/background/{}.py",
    "src/receiver/background/{}",
    "tests/background/test_{}.py",
)
OF_A_BROKER = ("tests/support/brokers/{}.py",)
OF_A_DATABASE = (
    "kubernetes/{}",
    "src/receiver/storage/databases/{}",
    "tests/support/servers/{}.py",
    "tests/storage/test_{}.py",
)
PARTS = {
    "console": ("src/receiver/console", "tests/console", "docs/console.md", "docs/images/console"),
    "tracing": ("src/receiver/tracing", "tests/tracing", "docs/tracing.md"),
    "docker": ("Dockerfile", ".dockerignore", "compose.yaml"),
    "kubernetes": ("kubernetes",),
    "github": (".github/workflows/ci.yml",),
    "gitlab": (".gitlab-ci.yml",),
}


def unneeded_files(answers: Mapping[str, Any]) -> Iterator[str]:
    """Yield files and folders of what was not chosen; some of them may not be there."""
    providers, strategies = answers["providers"], answers["background"]
    unneeded = (
        (OF_A_PROVIDER, unchosen(PROVIDERS, providers)),
        (OF_A_SIGNATURE, unneeded_modules(chosen(PROVIDERS, providers))),
        (OF_A_STRATEGY, unchosen(BACKGROUND, strategies)),
        (OF_A_BROKER, unneeded_brokers(chosen(BACKGROUND, strategies))),
        (OF_A_DATABASE, unchosen(DATABASE, answers["database"])),
    )
    for patterns, names in unneeded:
        yield from (pattern.format(name) for name in names for pattern in patterns)
    for choice in CHOICES:
        for part in left_out(choice, answers[choice.question]):
            yield from PARTS[part]
