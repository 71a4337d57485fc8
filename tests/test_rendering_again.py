"""The other ways to render: replay, another folder, over a project, without hooks."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.baking import SOURCE, Baker
from tests.conftest import VARIANTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.projects import Project


def contents(project: Project) -> dict[str, str]:
    """Return all that is not random."""
    return {name: project.text(name) for name in project.names() - {".env"}}


def forget(replay_file: Path, *names: str) -> None:
    """Make a replay file one of a time when a question was not asked yet."""
    context = json.loads(replay_file.read_text(encoding="utf-8"))
    for name in names:
        del context["cookiecutter"][name]
    replay_file.write_text(json.dumps(context), encoding="utf-8")


def test_replay_gives_the_same(bake: Baker) -> None:
    """The answers of the last time give the same files again."""
    first = bake(providers="stripe, generic", license="proprietary", author_name='A "B" \\')
    before = contents(first)
    shutil.rmtree(first.path)
    assert before == contents(bake.replay())


def test_edited_replay_file_is_followed(bake: Baker) -> None:
    """A replay file's providers count, not what was worked out from them the last time."""
    bake(project_slug="first")
    answers = bake.replay_file().read_text(encoding="utf-8")
    edited = answers.replace('"generic, github, stripe"', '"github"').replace('"first"', '"second"')
    bake.replay_file().write_text(edited, encoding="utf-8")
    modules = (bake.replay().path / "src/receiver/providers").glob("[!_]*.py")
    assert {"base", "github"} == {path.stem for path in modules}


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_older_replay_file(bake: Baker, database: str) -> None:
    """The answers of a time that did not ask for the database count; it alone is asked for."""
    path = bake(providers="github", license="proprietary").path
    forget(bake.replay_file(), "database", "__check_database")
    shutil.rmtree(path)
    ran = bake.cli("--replay", typed=f"{database}\n")
    assert (0, "") == (ran.returncode, ran.stderr)
    found = {file.stem for file in path.glob("src/receiver/storage/databases/[!_]*")}
    assert {"base", "sqlite", database} == found
    assert not (path / "src/receiver/providers/stripe.py").exists()


def test_older_replay_file_is_checked(bake: Baker) -> None:
    """What is answered beside an older replay file is refused in one line like any answer."""
    path = bake(providers="github").path
    forget(bake.replay_file(), "database", "__check_database")
    shutil.rmtree(path)
    ran = bake.cli("--replay", typed="postgres\n")
    assert (1, "") == (ran.returncode, ran.stderr)
    assert "nearest: postgresql" in ran.stdout
    assert not path.exists()


def test_output_folder(bake: Baker, tmp_path: Path) -> None:
    """With -o the project is written there, and the command to enter it leads there."""
    elsewhere = tmp_path / "a folder"
    elsewhere.mkdir()
    ran = Baker(bake.template, elsewhere).cli("--no-input")
    assert (elsewhere / "webhook-receiver" / "pyproject.toml").is_file()
    assert "a folder/webhook-receiver'\n" in ran.stdout


def test_files_of_the_owner_survive(bake: Baker) -> None:
    """Rendering over a project deletes what is not chosen now, but no provider of its owner's."""
    project = bake(providers="github, stripe")
    own = project.path / "src/receiver/providers/acme.py"
    own.write_text('"""Ours."""\n', encoding="utf-8")
    bake.over(providers="github")
    modules = (project.path / "src/receiver/providers").glob("[!_]*.py")
    assert {"acme", "base", "github"} == {path.stem for path in modules}


def test_without_hooks_everything_stays(bake: Baker) -> None:
    """Without hooks a project holds every file of the template, and no secrets."""
    files = {path for path in bake.template.glob("{{*/**/*") if path.is_file()}
    expected = {path.relative_to(bake.template / SOURCE.name).as_posix() for path in files}
    assert expected == bake.without_hooks(providers="github").names()


def test_without_hooks_it_works(bake: Baker) -> None:
    """What no hook has touched is the project with everything chosen, which passes its checks."""
    everything = VARIANTS["everything"] | {"project_slug": "everything"}
    hooked = contents(bake(**everything)) | contents(bake.over(**everything, ci="gitlab"))
    assert hooked == contents(bake.without_hooks(**everything))


def test_new_provider_changes_nothing_else(bake: Baker, tmp_path: Path) -> None:
    """A module put among the providers is an option: valid, kept when chosen, deleted when not."""
    template = shutil.copytree(bake.template, tmp_path / "grown")
    providers = template / SOURCE.name / "src" / "receiver" / "providers"
    (providers / "acme.py").write_text('"""Acme."""\n', encoding="utf-8")
    grown = Baker(template, bake.folder)
    grown.cli("--no-input", "providers=acme", "project_slug=with-it")
    grown.cli("--no-input", "project_slug=without-it")
    found = [path.parts[-5] for path in bake.folder.glob("*/src/receiver/providers/acme.py")]
    assert ["with-it"] == found
