"""Static files: the style, the script and the icon. None is fetched from elsewhere."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

MEDIA_TYPES = {
    "console.css": "text/css",
    "console.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


@cache
def content(name: str) -> bytes:
    """Return a file; raises `KeyError` if there is none of this name."""
    if name not in MEDIA_TYPES:
        raise KeyError(name)
    return files(__name__).joinpath(name).read_bytes()


@cache
def version() -> str:
    """Return what is part of their addresses: another one for other files."""
    return sha256(b"".join(map(content, sorted(MEDIA_TYPES)))).hexdigest()[:12]
