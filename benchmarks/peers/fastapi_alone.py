"""Peer: FastAPI with one route and nothing behind it, of which it is measured how it starts."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/readyz")
async def readyz() -> dict[str, str]:
    """Answer."""
    return {"status": "ready"}
