"""The second page of the tutorial: the signature is checked, the work is left for afterwards.

What is accepted is in the process's memory alone, and gone with it.
"""

import hashlib
import hmac
import json
import os
from typing import Annotated, Any

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException, Request

SECRET = os.environ["PEER_SECRET"].encode()

app = FastAPI()


async def verified(request: Request) -> bytes:
    """Return the body, if its signature fits."""
    body = await request.body()
    expected = "sha256=" + hmac.new(SECRET, body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(request.headers.get("x-hub-signature-256", ""), expected):
        raise HTTPException(401, "invalid signature")
    return body


def handle(payload: dict[str, Any]) -> None:
    """Print what came."""
    print(payload)


@app.post("/webhook", status_code=202)
async def webhook(
    body: Annotated[bytes, Depends(verified)], background_tasks: BackgroundTasks
) -> dict[str, str]:
    """Have it handled after the answer."""
    background_tasks.add_task(handle, json.loads(body))
    return {"status": "accepted"}
