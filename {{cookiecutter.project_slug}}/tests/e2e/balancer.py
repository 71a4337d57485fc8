"""A load balancer as small as can be, within the senders: it asks who is ready, and goes there."""

import threading
import time
from http.client import HTTPConnection, HTTPException
from itertools import count
from typing import Self

from answers import Answer, Answers
from bodies import body
from load import deliver

INTERVAL = 0.1
"""Seconds between two looks at whether a replica is ready."""


class Balancer:
    """Senders that keep their connections, and deliver to replicas that were ready a moment ago.

    What a replica says is good for `trust` seconds, from the moment it was asked. `accepted`
    holds the exact bytes of what was answered with a 2xx, by the delivery's id; no delivery is
    sent twice.
    """

    def __init__(self, *ports: int, senders: int = 4, trust: float = 0.5) -> None:
        self.accepted: dict[str, bytes] = {}
        self.answers = Answers()
        self._trust = trust
        self._ready_at = dict.fromkeys(ports, float("-inf"))
        self._numbers = count()
        self._over = threading.Event()
        self._threads = [
            *(threading.Thread(target=self._look, args=(port,)) for port in ports),
            *(threading.Thread(target=self._send, args=(n,)) for n in range(senders)),
        ]

    def __enter__(self) -> Self:
        """Start to send."""
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop to send."""
        self._over.set()
        for thread in self._threads:
            thread.join()

    def ready(self) -> list[int]:
        """Return the ports of the replicas that are taken for ready."""
        now = time.monotonic()
        return [port for port, at in self._ready_at.items() if now - at < self._trust]

    def has(self, enough: int) -> bool:
        """Say whether so many deliveries were accepted."""
        return len(self.accepted) >= enough

    def _look(self, port: int) -> None:
        while not self._over.wait(INTERVAL):
            asked = time.monotonic()
            if is_ready(port):
                self._ready_at[port] = asked

    def _send(self, number: int) -> None:
        kept = {port: HTTPConnection("127.0.0.1", port, timeout=30) for port in self._ready_at}
        while not self._over.is_set():
            ready = self.ready()
            if not ready:
                self._over.wait(INTERVAL)
                continue
            number += 1
            port, name = ready[number % len(ready)], f"d-{next(self._numbers)}"
            self._take(name, deliver(kept[port], name, body(name)))
        for connection in kept.values():
            connection.close()

    def _take(self, name: str, answer: Answer) -> None:
        self.answers.add(answer)
        if answer.is_success:
            self.accepted[name] = body(name)


def is_ready(port: int) -> bool:
    """Ask a replica whether it is ready, over a connection of its own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
