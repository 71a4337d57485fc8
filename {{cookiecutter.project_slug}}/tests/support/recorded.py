"""The recorded messages of `tests/vectors`, and the sources that they are for."""

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from receiver import providers
from receiver.services.verification import Source
from receiver.trust import Trust

FOLDER = Path(__file__).parents[1] / "vectors"


def recorded(name: str) -> dict[str, Any]:
    """Return what the file of a provider holds: `vectors` and `handshakes`, or none of them.

    A provider that the project's owner wrote need not have such a file.
    """
    file = FOLDER / f"{name}.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return {"vectors": [], "handshakes": [], **found}


def names() -> list[str]:
    """Return the providers that have recorded messages, sorted."""
    return sorted(file.stem for file in FOLDER.glob("*.json"))


def body_of(request: Mapping[str, Any]) -> bytes:
    """Return the exact bytes that were signed."""
    if "body_base64" in request:
        return base64.b64decode(request["body_base64"])
    return str(request.get("body") or "").encode()


def source_of(line: Mapping[str, Any]) -> Source:
    """Return the source that a line for `receiver verify` describes.

    Recorded certificates are of one host, whoever the sender is: they are trusted as fetched.
    """
    provider, secrets = providers.load(line["provider"]), line["secrets"]
    kind, fetched = provider.scheme.secret, provider.fetched_key
    keys = tuple(map(kind.decode, secrets)) if kind else ()
    identity = {each.name: secrets[0] for each in provider.options if each.identifies}
    named = {each.name: line[each.name] for each in provider.options if each.name in line}
    if fetched:
        trusting = replace(fetched, check=lambda _document, _now: None)
        provider = replace(provider, fetched_key=trusting)
    name = line["provider"]
    return Source(name, name, provider, Trust(keys=keys, options={**identity, **named}))
