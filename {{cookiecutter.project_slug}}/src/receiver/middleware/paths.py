"""Paths: which source a request is for, and the URL that its sender was given."""

from starlette.types import Scope

PATH = "/webhooks/"


def source_name(scope: Scope) -> str | None:
    """Return what follows `/webhooks/` in the path, or None for any other path.

    A proxy's prefix (`root_path`) and a trailing slash do not count.
    """
    if scope["type"] != "http":
        return None
    path = _below(scope, scope["path"])
    return path.removeprefix(PATH).removesuffix("/") if path.startswith(PATH) else None


def public_url(base: str, scope: Scope) -> str:
    """Return the URL that the sender used: `base`, then path and query exactly as they came.

    Nothing of it is taken from a `Host` or `Forwarded` header, which anybody may send.
    """
    path = (scope.get("raw_path") or scope["path"].encode()).decode(errors="surrogateescape")
    query: bytes = scope.get("query_string", b"")
    url = base.removesuffix("/") + _below(scope, path)
    return f"{url}?{query.decode(errors='surrogateescape')}" if query else url


def _below(scope: Scope, path: str) -> str:
    """Return a path without the prefix that a proxy put in front."""
    prefix = scope.get("root_path", "")
    return path.removeprefix(prefix) if path.startswith(f"{prefix}/") else path
