"""The .env that a project starts with: private, random, complete, and never in git."""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING

from dotenv import dotenv_values

if TYPE_CHECKING:
    from tests.baking import Baker
    from tests.projects import Project


def secrets_of(project: Project) -> dict[str, str | None]:
    """Return the secrets in .env by the name of their variable."""
    values = dotenv_values(project.path / ".env")
    return {name: value for name, value in values.items() if name.startswith("RECEIVER_SECRETS__")}


def test_only_its_owner_reads_it(bake: Baker) -> None:
    """The mode of .env is 600."""
    assert 0o600 == stat.S_IMODE((bake().path / ".env").stat().st_mode)


def test_each_chosen_provider_has_a_secret(bake: Baker) -> None:
    """There is one secret of 32 random bytes for each chosen provider and for no other."""
    found = secrets_of(bake(providers="github, stripe"))
    assert ["RECEIVER_SECRETS__GITHUB", "RECEIVER_SECRETS__STRIPE"] == list(found)
    assert all(re.fullmatch("[0-9a-f]{64}", secret or "") for secret in found.values())


def test_no_secret_is_used_twice(bake: Baker) -> None:
    """Neither two providers nor two projects share a secret."""
    first, second = (bake(providers="all", project_slug=slug) for slug in ("first", "second"))
    found = [*secrets_of(first).values(), *secrets_of(second).values()]
    assert len(found) == len(set(found)) > 2 * 40


def test_it_is_the_example_filled_in(bake: Baker) -> None:
    """Without its secrets .env is .env.example, and that has none."""
    project = bake(providers="all")
    secret = re.compile(r"(?m)^(RECEIVER_SECRETS__\w+=(?:(?:v1,)?whsec_)?).+$")
    emptied = secret.sub(r"\1", project.text(".env"))
    assert project.text(".env.example") == emptied


def test_no_tracked_file_is_random(bake: Baker) -> None:
    """Two bakes with the same answers differ in .env alone."""
    first = bake(project_name="Same", project_slug="same-one")
    second = bake(project_name="Same", project_slug="same-two")
    renamed = {n: second.text(n).replace("same-two", "same-one") for n in second.names() - {".env"}}
    assert {n: first.text(n) for n in first.names() - {".env"}} == renamed


def test_git_ignores_it(bake: Baker) -> None:
    """Git itself says that .env, keys and the database are ignored, and .env.example is not."""
    project = bake()
    project.run("git", "init", "--quiet")
    expected = [".env", "test-keys/discord.pem", "receiver.sqlite3", "receiver.sqlite3-wal"]
    ignored = project.run("git", "check-ignore", *expected, ".env.example").stdout.split()
    assert expected == ignored


def test_it_is_never_overwritten(bake: Baker) -> None:
    """Rendering over a project leaves its .env as it was."""
    project = bake()
    before = project.text(".env")
    bake.over()
    assert before == project.text(".env")
