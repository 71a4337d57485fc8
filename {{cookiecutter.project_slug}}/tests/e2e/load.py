"""Load: senders that deliver without pause, each delivery again and again until it is accepted."""

import threading
import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException
from itertools import count
from typing import Self, TypeAlias

from answers import BROKEN, Answer, Answers
from bodies import body
from fake import signed

PAUSE = 0.05
"""Seconds before a delivery that was not accepted is sent again."""
Sign: TypeAlias = Callable[[bytes, str], Mapping[str, str]]


def by_the_sender(content: bytes, name: str) -> Mapping[str, str]:
    """Return the headers with which the fake sender sends something."""
    return signed(content, delivery_id=name)


class Load:
    """So many deliveries, or no end of them, which threads send to these ports, each to one.

    Each thread pauses for so many seconds after a delivery. `accepted` holds the exact bytes of
    what was answered with a 2xx, by the delivery's id.
    """

    def __init__(  # noqa: PLR0913 - what a load can be like
        self,
        *ports: int,
        deliveries: int | None = None,
        senders: int = 8,
        name: str = "d",
        content: Callable[[str], bytes] = body,
        sign: Sign = by_the_sender,
        pause: float = 0.0,
    ) -> None:
        self.accepted: dict[str, bytes] = {}
        self.answers = Answers()
        self._content = content
        self._sign = sign
        self._pause = pause
        self._over = threading.Event()
        numbers = iter(count() if deliveries is None else range(deliveries))
        self._names = (f"{name}-{number}" for number in numbers)
        self._next = threading.Lock()
        self._senders = [
            threading.Thread(target=self._send, args=(ports[n % len(ports)],))
            for n in range(senders)
        ]

    def __enter__(self) -> Self:
        """Start to send."""
        for sender in self._senders:
            sender.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop to send."""
        self.stop()

    def stop(self) -> None:
        """Stop to send, also what was not accepted yet."""
        self._over.set()
        for sender in self._senders:
            sender.join()

    def has(self, enough: int) -> bool:
        """Say whether so many deliveries were accepted."""
        return len(self.accepted) >= enough

    def _send(self, port: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        while not self._over.is_set() and (name := self._name()):
            content = self._content(name)
            while not self._over.is_set():
                answer = deliver(connection, name, content, self._sign)
                self.answers.add(answer)
                if answer.is_success:
                    self.accepted[name] = content
                    self._over.wait(self._pause)
                    break
                self._over.wait(PAUSE)
        connection.close()

    def _name(self) -> str | None:
        with self._next:
            return next(self._names, None)


def deliver(
    connection: HTTPConnection, name: str, content: bytes, sign: Sign = by_the_sender
) -> Answer:
    """Send a signed delivery over a connection, which is opened again if it broke."""
    headers = sign(content, name)
    began = time.monotonic()
    try:
        connection.request("POST", "/webhooks/fake", content, dict(headers))
        response = connection.getresponse()
        response.read()
        status = response.status
    except (OSError, HTTPException):
        connection.close()
        status = BROKEN
    ended = time.monotonic()
    return Answer(name, status, ended - began, ended)
