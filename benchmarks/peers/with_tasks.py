"""The second page of the tutorial: the signature is checked, the work is left for afterwards.

What is accepted is in the process's memory alone, and gone with it.
"""

import json
from typing import Annotated, Any

from fastapi import BackgroundTasks, Depends, FastAPI
from verified import verified

app = FastAPI()


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
