"""A port of a process that has no web part."""

import asyncio
import signal
from socket import create_server

import httpx2
import pytest
from fastapi import APIRouter, Request

from receiver.errors import SettingsInvalid
from receiver.server.telling import telling
from servers.children import free_port

router = APIRouter()


@router.get("/said")
async def said(request: Request) -> object:
    """Say what the state holds."""
    return request.state.running


async def test_told() -> None:
    """Routers are served at the address while the context is open; what runs is their state."""
    address = f"127.0.0.1:{free_port()}"
    async with httpx2.AsyncClient(base_url=f"http://{address}") as client:
        async with telling(address, "all well", router), asyncio.timeout(5):
            while True:
                try:
                    answer = await client.get("/said")
                    break
                except httpx2.ConnectError:
                    await asyncio.sleep(0.01)
        assert "all well" == answer.json()
    async with httpx2.AsyncClient(base_url=f"http://{address}") as client:
        with pytest.raises(httpx2.ConnectError):
            await client.get("/said")


async def test_signals_are_not_heard() -> None:
    """The signals of the process stay with whoever had them."""
    before = signal.getsignal(signal.SIGTERM)
    async with telling(f"127.0.0.1:{free_port()}", None, router):
        await asyncio.sleep(0.05)
        assert before == signal.getsignal(signal.SIGTERM)


async def test_nowhere() -> None:
    """Without an address nothing is served."""
    async with telling("", None, router):
        assert 1 == len(asyncio.all_tasks())


async def test_taken() -> None:
    """An address that somebody has already is refused by the name of its setting."""
    with create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(SettingsInvalid, match=f"RECEIVER_WORKER_ADDRESS: {address} cannot"):
            async with telling(address, None, router):
                pass
