"""The check of a signature as tutorials have it, for the peers that have one."""

import hashlib
import hmac
import os

from fastapi import HTTPException, Request

SECRET = os.environ["PEER_SECRET"].encode()


async def verified(request: Request) -> bytes:
    """Return the body, if its signature fits."""
    body = await request.body()
    expected = "sha256=" + hmac.new(SECRET, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(request.headers.get("x-hub-signature-256", ""), expected):
        raise HTTPException(401, "invalid signature")
    return body
