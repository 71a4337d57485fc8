"""The hooks of a project: they pass at first, look at something, and find what they are for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.conftest import VARIANTS
from tests.repositories import committed

if TYPE_CHECKING:
    from subprocess import CompletedProcess

    import pytest

    from tests.baking import Baker
    from tests.repositories import Repository

ELSEWHERE = "ruff-check,ruff-format,mypy"
"""Hooks of which .ci/run has more to say."""
LETTERS = "kQ7dWm2xZ9pTf4Lr8sHb1Nv6Yc3Gj5EaRu0KoXiB"
HEX = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
PLANTED = {
    "an access key of AWS": f"key = 'AKIA{LETTERS[:16].upper()}'\n",
    "a token of GitHub": f"TOKEN = 'ghp_{LETTERS[:36]}'\n",
    "a live key of Stripe": f"stripe: sk_live_{LETTERS[:24]}\n",
    "a token of Slack": f"xoxb-123456789012-1234567890123-{LETTERS[:24]}\n",
    "a private key": "-----BEGIN " + f"PRIVATE KEY-----\n{LETTERS}\n-----END PRIVATE KEY-----\n",
    "a password in a URL": f"postgresql://receiver:{LETTERS[:16]}@db.internal/receiver\n",
    "a sender's secret": f"RECEIVER_SECRETS__GITHUB={HEX}\n",
    "a sender's secret in YAML": f'RECEIVER_SECRETS__GENERIC: "{HEX}"\n',
    "a secret of Standard Webhooks": f"secret: whsec_{LETTERS[:32]}\n",
}
UNTIDY = {
    "aux.py": "",
    "docs/a:b.md": "",
    "Readme.md": "",
    "a.json": "{",
    "a.toml": "=\n",
    "a.yaml": "[\n",
    "script.sh": "#!/bin/sh\n",
    "blank.txt": "blank \n",
    "crlf.txt": "a\r\nb\r\n",
    "mark.txt": "\ufeffmark\n",
    "merge.txt": "a\n<<<<<<< HEAD\nb\n",
    "open.txt": "no newline",
}


def hooks(project: Repository, *arguments: str) -> CompletedProcess[str]:
    """Run the hooks of a project, but for those of which .ci/run has more to say."""
    skipped = f"SKIP={ELSEWHERE}"
    return project.run("env", skipped, "uv", "run", "pre-commit", "run", *arguments)


def refused(bake: Baker, files: dict[str, str]) -> set[str]:
    """Add files to a fresh project, in a merge; return those that hooks name."""
    project = committed(bake().path)
    for name in ("MERGE_HEAD", "MERGE_MSG"):
        (project.path / ".git" / name).touch()
    for name, text in files.items():
        file = project.path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode())
    project.git("add", "--force", "--", *files)
    done = hooks(project, "--files", *files)
    assert done.returncode == 1
    return {name for name in files if name in done.stdout}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have hooks pass where all files are, or also where there are few; CI runs the default's."""
    if metafunc.function is test_they_pass:
        full = metafunc.config.getoption("--variants") == "full"
        metafunc.parametrize("variant", ["everything", *(["minimal"] if full else [])])


def test_they_pass(bake: Baker, variant: str) -> None:
    """In a fresh project every hook passes, none matches nothing, and no file is changed."""
    project = committed(bake(**VARIANTS[variant]).path)
    done = hooks(project, "--all-files")
    assert (0, "") == (done.returncode, project.changes()), done.stdout
    for check in ("Check hooks apply to the repository", "Check for useless excludes"):
        assert re.search(rf"(?m)^{check}\.+Passed$", done.stdout)


def test_secrets_are_found(bake: Baker) -> None:
    """Each kind of secret, in a file that is added, stops the commit."""
    files = {f"src/handlers/{number}.py": text for number, text in enumerate(PLANTED.values())}
    names = dict(zip(files, PLANTED, strict=True))
    assert {*PLANTED} == {names[name] for name in refused(bake, files)}


def test_untidy_files_are_found(bake: Baker) -> None:
    """So does a file that is untidy, and one whose name some system refuses."""
    assert {*UNTIDY} == refused(bake, UNTIDY)


def test_tidy_files_are_not(bake: Baker) -> None:
    """A file that is tidy may be added, with what only looks like a secret."""
    project = committed(bake().path)
    text = 'URL = "amqp://guest:guest@localhost"\nNAME = "RECEIVER_SECRETS__GITHUB"\n'
    (project.path / "src/handlers/tidy.py").write_text(text, encoding="utf-8")
    project.git("add", "--all")
    done = hooks(project)
    assert done.returncode == 0, done.stdout
