"""What the hooks say and how long they take."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from cookiecutter.hooks import run_hook_from_repo_dir

if TYPE_CHECKING:
    import pytest

    from tests.baking import Baker


def test_what_is_printed(bake: Baker, capfd: pytest.CaptureFixture[str]) -> None:
    """At most twelve lines say what was chosen, where the secrets are and what to type next."""
    bake(providers="stripe, github")
    printed = capfd.readouterr().out
    assert len(printed.splitlines()) <= 12
    for said in ("Providers: github, stripe.", "Background: inprocess.", ".env", "uv run pytest"):
        assert said in printed


def test_the_environment_is_kept(bake: Baker, capfd: pytest.CaptureFixture[str]) -> None:
    """When .env was there already, that is said."""
    bake()
    bake.over()
    assert "was here already" in capfd.readouterr().out


def spent() -> float:
    """Return the processor's time, in seconds, that this process and its children have had."""
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


def test_hooks_are_quick(bake: Baker) -> None:
    """Both hooks together, rendered and run as cookiecutter does, take less than 0.3 s.

    Of the processor's time, which is all of theirs: they wait for nothing, but for other tests.
    """
    took = []
    for _ in range(3):
        project = bake.without_hooks().path
        context = json.loads(bake.replay_file().read_text(encoding="utf-8"))
        started = spent()
        for hook in ("pre_gen_project", "post_gen_project"):
            run_hook_from_repo_dir(bake.template, hook, project, context, False)  # noqa: FBT003
        took.append(spent() - started)
    assert min(took) < 0.3
