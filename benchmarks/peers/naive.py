"""The yardstick: the endpoint that tutorials begin with. It checks nothing and keeps nothing."""

from fastapi import FastAPI, Request

app = FastAPI()


@app.post("/webhook")
async def webhook(request: Request) -> dict[str, str]:
    """Print what came."""
    payload = await request.json()
    print(payload)
    return {"status": "received"}
