"""Copies what the providers declare to the places that cannot import them.

`uv run python -m tools.declarations` writes the names into the question, the table into
README.md, and what `.env.example` needs into the extension. A test says when that is due.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PROJECT = ROOT / "{{cookiecutter.project_slug}}"
sys.path.append(str(PROJECT / "src"))

from receiver import providers  # noqa: E402
from tools.schemes import summary, where  # noqa: E402
from webhook_template_filters.declarations import link, row  # noqa: E402

DECLARATIONS = ROOT / "webhook_template_filters/declarations.json"
HEAD = ("provider", "signed with", "signature in", "delivery id", "answer within", "held against")
TABLE = re.compile(r"(?<=<!-- providers -->\n).*?(?=<!-- /providers -->)", re.DOTALL)
NAMES = re.compile(r'(?<="Providers to receive from, separated by commas: all or any of )[^;]*')


def declarations() -> dict[str, dict[str, Any]]:
    """Return what each provider declares, as JSON has it, by the provider's name."""
    return {name: _declaration(name) for name in providers.names()}


def _declaration(name: str) -> dict[str, Any]:
    provider = providers.load(name)
    scheme, secret = provider.scheme, provider.scheme.secret
    vectors = json.loads((PROJECT / f"tests/vectors/{name}.json").read_text(encoding="utf-8"))
    return {
        "title": provider.title,
        "docs": provider.docs,
        "scheme": summary(scheme),
        "where": where(scheme),
        "id": " or ".join(str(each) for each in provider.id),
        "deadline": provider.waits(),
        "retries": provider.retries,
        "proven": provider.proven,
        "vectors": len(vectors["vectors"]) + len(vectors.get("handshakes", [])),
        "secret": secret and {"says": secret.says, "start": secret.start, "shared": secret.shared},
        "covers_url": scheme.covers_url(),
        "test_keys": scheme.pairs is not None,
        "options": [
            {"name": each.name, "says": each.says, "example": each.example, "set": each.required}
            for each in provider.options
        ],
    }


def table(declared: dict[str, dict[str, Any]]) -> str:
    """Return the table of providers in Markdown."""
    rows = [row(*HEAD), row(*["---"] * len(HEAD)), *(_row(*each) for each in declared.items())]
    return "".join(f"{each}\n" for each in rows)


def _row(name: str, one: dict[str, Any]) -> str:
    vectors = "1 vector" if one["vectors"] == 1 else f"{one['vectors']} vectors"
    proven = f"{vectors}; {one['proven']}"
    title = f"{link(one)} `{name}`"
    return row(title, one["scheme"], one["where"], one["id"], one["deadline"], proven)


def written() -> dict[Path, str]:
    """Return the text that each file should have."""
    declared = declarations()
    readme, questions = ROOT / "README.md", ROOT / "cookiecutter.json"
    names = ", ".join(declared)
    return {
        DECLARATIONS: json.dumps(declared, indent=1, ensure_ascii=False) + "\n",
        readme: TABLE.sub(lambda _: table(declared), readme.read_text(encoding="utf-8")),
        questions: NAMES.sub(names, questions.read_text(encoding="utf-8")),
    }


if __name__ == "__main__":
    for path, text in written().items():
        path.write_text(text, encoding="utf-8")
