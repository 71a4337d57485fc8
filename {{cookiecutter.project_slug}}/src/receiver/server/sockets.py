"""Sockets: what has come for them and nobody has taken yet, which would be lost by closing."""

import selectors
import socket


def is_readable(end: socket.socket) -> bool:
    """Say whether the other side has sent something, or has closed."""
    with selectors.DefaultSelector() as selector:
        selector.register(end, selectors.EVENT_READ)
        return bool(selector.select(0))


def take_waiting(listening: socket.socket) -> list[socket.socket]:
    """Return the connections that wait to be accepted."""
    found = []
    with socket.socket(fileno=socket.dup(listening.fileno())) as own:
        own.settimeout(0)
        while True:
            try:
                accepted, _ = own.accept()
                accepted.settimeout(0)
                found.append(accepted)
            except (BlockingIOError, ConnectionAbortedError):
                return found
