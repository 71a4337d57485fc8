"""Finishes a written project: deletes what was not chosen, writes .env, says what is next."""

from __future__ import annotations

import io
import os
import re
import secrets
import shlex
import shutil
import sys
from base64 import b64encode
from contextlib import suppress
from pathlib import Path

# {{ cookiecutter | hooks_ran }}Each of these is filled in as this file is rendered.
PROVIDERS = "{{ cookiecutter.providers | chosen_providers | join(', ') }}"
BACKGROUND = "{{ (['inprocess'] + cookiecutter.background | chosen_background) | join(', ') }}"
DATABASE = "{{ cookiecutter.database | chosen_database | join }}"

UNNEEDED = """
{{ cookiecutter | unneeded_files | join('\n') }}
"""
EMPTY = re.compile(r"^RECEIVER_(?:SECRETS|OPTIONS)__\w+=(?P<kind>(?:v1,)?whsec_|)$", re.MULTILINE)
CACHES = (
    ".*_cache",
    ".hypothesis",
    *(f"{folder}/**/__pycache__" for folder in ("docs", "src", "tests")),
)

# A server has to be there first, and a file does not: the demo works at once, whatever was chosen.
ONCE = "sqlite; {} once RECEIVER_DATABASE_URL in .env names a server."
NEXT = """\
Providers: {providers}. Background: {background}.
Database: {database}
Secrets: {secrets}
Next:
    cd {folder}
    uv run receiver demo
    uv run receiver serve
    uv run pytest"""


def delete_unneeded(project: Path) -> None:
    """Delete what was not chosen, and caches that the template's tests left."""
    for name in UNNEEDED.split():
        path = project / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        with suppress(OSError):  # not there, or something is left in it
            path.parent.rmdir()
    for pattern in CACHES:
        for cache in project.glob(pattern):
            shutil.rmtree(cache)


def write_env(project: Path) -> str:
    """Write .env, the example with a fresh secret in each empty place; say what happened."""
    example = (project / ".env.example").read_text(encoding="utf-8")
    filled = EMPTY.sub(lambda place: place[0] + fresh(place["kind"]), example)
    try:
        # The mode is set as the file comes to be: there is no moment at which others could read it.
        descriptor = os.open(project / ".env", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return "in .env, which was here already and is as it was; .env.example lists what it needs"
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as env:
        env.write(filled)
    return "in .env, fresh and random; readable by you alone, ignored by git"


def fresh(kind: str) -> str:
    """Return a fresh secret: a key in base64 after `whsec_`, text of hex digits elsewhere."""
    key = secrets.token_bytes(32)
    return b64encode(key).decode() if kind else key.hex()


def way_to(project: Path) -> str:
    """Return what to type after `cd`; with -o the project may be anywhere."""
    # The shell's folder, for this process's own is the project's; some systems name none.
    typed_in = Path(os.environ.get("PWD", project.parent))
    start = typed_in if typed_in.is_dir() else project.parent
    return shlex.quote(min(os.path.relpath(project, start), str(project), key=len))


def main() -> None:
    """Do the three things in turn."""
    project = Path.cwd()
    delete_unneeded(project)
    told = write_env(project)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a folder's name must not stop the hook
    chosen = {"providers": PROVIDERS, "background": BACKGROUND}
    database = ONCE.format(DATABASE) if DATABASE else "sqlite."
    print(NEXT.format(**chosen, database=database, secrets=told, folder=way_to(project)))


if __name__ == "__main__":
    main()
