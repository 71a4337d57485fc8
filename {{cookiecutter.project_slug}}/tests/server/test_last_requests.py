"""Connections when the server stops: what is on its way is answered, what is idle is closed."""

import asyncio
import socket
import time

from connecting import connecting, whole
from receiver.server.connections import PATIENCE
from receiver.server.sockets import is_readable, take_waiting

GET = b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
KEPT = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"


async def test_idle() -> None:
    """A connection that is idle is closed at once."""
    async with connecting(whole) as server, server.sender() as sender:
        await sender.send(KEPT)
        assert 200 == await sender.answer()
        server.stop()
        assert b"" == await sender.rest()


async def test_silent() -> None:
    """One that has not said anything yet has a second to do so, and no longer."""
    async with connecting(whole) as server, server.sender() as early, server.sender() as silent:
        await asyncio.sleep(0.2)
        began = time.monotonic()
        server.stop()
        await asyncio.sleep(0.3)
        await early.send(GET)
        assert 200 == await early.answer()
        assert b"" == await silent.rest()
        assert PATIENCE - 0.5 < time.monotonic() - began < PATIENCE + 2


async def test_in_the_middle() -> None:
    """A request that has begun, with its head or its body, is answered."""
    head, body = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nX:", b" a\r\n\r\n{}"
    async with connecting(whole) as server, server.sender() as sender, server.sender() as other:
        await sender.send(head)
        await other.send(head, body[:-1])
        await asyncio.sleep(0.2)
        server.stop()
        await asyncio.sleep(0.5)
        await sender.send(body)
        await other.send(body[-1:])
        assert [200, 200] == [await each.answer() for each in (sender, other)]


async def test_just_sent() -> None:
    """What has come, and the loop has not seen yet, is answered: requests, and connections."""
    senders: list[socket.socket] = []

    def connect() -> None:
        senders.append(socket.create_connection(server.address, timeout=5))

    def send() -> None:
        connect()
        for each in senders:
            each.sendall(GET)

    async with connecting(whole, before_end=send) as server:
        connect()
        senders[0].sendall(KEPT)
        kept = await asyncio.to_thread(senders[0].recv, 1000)
        server.stop()
    answers = [each.recv(1000) for each in senders]
    assert [b"HTTP/1.1 200 OK"] * 3 == [each[:15] for each in (kept, *answers)]
    for each in senders:
        each.close()


async def test_readable() -> None:
    """A socket is readable once something has come, or the other side has closed."""
    ours, theirs = socket.socketpair()
    with ours:
        assert not is_readable(ours)
        theirs.send(b"a")
        assert is_readable(ours)
        ours.recv(1)
        theirs.close()
        assert is_readable(ours)


def test_taken() -> None:
    """All that have connected are taken, once."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        senders = [socket.create_connection(address) for _ in range(3)]
        taken = take_waiting(server)
        assert [] == take_waiting(server)
        assert [each.getsockname() for each in senders] == [each.getpeername() for each in taken]
        for each in (*senders, *taken):
            each.close()
