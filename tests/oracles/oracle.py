"""Oracles: what signs and judges a provider's messages without a line of our own code."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from senders import Sender, sender

from receiver.signatures.schemes import Scheme
from tests.oracles.bodies import BODIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from receiver.signatures.signing import Request


@dataclass(frozen=True, kw_only=True)
class Oracle:
    """A distribution on PyPI that is held against one provider.

    `sign` signs a request at a time in Unix seconds; where the SDK only verifies, that is
    written out with `hashlib` in the test. `verify` returns False or raises for a refusal. What
    an SDK `refuses` of what is signed in the past or the future may be less than we do, and a
    `lax` one reads its header in ways that we do not: each such case has a test of its own.
    """

    provider: str
    distribution: str
    sign: Callable[[Sender, Request, int], Request]
    verify: Callable[[Sender, Request], object]
    bodies: SearchStrategy[bytes] = BODIES
    refuses: Literal["past and future", "past", "neither"] = "past and future"
    lax: bool = False

    @property
    def ours(self) -> Sender:
        """Return our side."""
        return sender(self.provider)

    def accepts(self, request: Request) -> bool:
        """Say whether the SDK accepts a request; a crash is a refusal."""
        try:
            return self.verify(self.ours, request) is not False
        except Exception:  # noqa: BLE001 - each SDK has its own errors, and crashes besides
            return False

    def fits(self, request: Request) -> bool:
        """Say whether the signature is right for us, whatever the body holds."""
        return self.ours.status(request) in {200, 400}

    def verdicts(self, request: Request) -> tuple[bool, int]:
        """Return whether the SDK accepts a request, and the status that we answer it with."""
        return self.accepts(request), self.ours.status(request)

    def tolerance(self) -> int:
        """Return how many seconds we take a message for; beyond any age, if it has none."""
        scheme = self.ours.provider.scheme
        return scheme.timestamp.tolerance if isinstance(scheme, Scheme) and scheme.timestamp else 0

    def is_comparable(self, age: int) -> bool:
        """Say whether we should agree on a message of that age, two seconds off the edge."""
        tolerance = self.tolerance()
        if not tolerance:
            return age >= 0
        near = abs(age) < tolerance - 2
        far = abs(age) > tolerance + 2
        is_refused = {"past and future": True, "past": age > 0, "neither": False}[self.refuses]
        return near or (far and is_refused)

    def header(self, request: Request) -> str:
        """Return the name of the header that holds the signature; empty if the body does."""
        hides = self.ours.provider.scheme.hides
        return next((name for name in request.headers if hides(name.lower().encode())), "")


def with_body(request: Request, body: bytes) -> Request:
    """Return a request that has another body."""
    return replace(request, body=body)


@cache
def oracles() -> dict[str, Oracle]:
    """Return what the modules of this folder declare, by provider and distribution."""
    folder = Path(__file__).parent
    modules = [import_module(f"{__package__}.{each.stem}") for each in folder.glob("test_*.py")]
    found: list[Oracle] = [each for module in modules for each in getattr(module, "ORACLES", ())]
    return {f"{each.provider}-{each.distribution}": each for each in sorted(found, key=_name)}


def _name(oracle: Oracle) -> str:
    return oracle.provider
