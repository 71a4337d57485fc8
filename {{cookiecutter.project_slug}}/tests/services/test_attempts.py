"""One attempt of one handler: nothing that the handler does comes back but a verdict."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel, model_validator

from fake import delivery
from receiver import Delivery, GiveUp, RetryLater, on
from receiver.discovery import collect
from receiver.services.attempts import run
from receiver.services.runs import Run, Verdict


class Bare(BaseException):
    """What libraries have that are written in other languages: nobody is to catch it."""


def raising(error: BaseException, *, in_thread: bool = False) -> Callable[..., Any]:
    """Return a handler that raises, in the loop or in a thread."""

    @on("fake")
    async def handle(_delivery: Delivery) -> None:
        raise error

    @on("fake")
    def handle_in_thread(_delivery: Delivery) -> None:
        raise error

    return handle_in_thread if in_thread else handle


async def tried(function: Callable[..., Any], body: bytes = b"{}", timeout: float = 5) -> Run:  # noqa: ASYNC109 - a limit for the handler
    """Run a handler once."""
    (handler,) = collect([function]).all
    return await run(handler, delivery(body=body), timeout)


@pytest.mark.parametrize("in_thread", [False, True])
@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (LookupError("no"), Verdict.FAILED),
        (TimeoutError("theirs"), Verdict.FAILED),
        (RetryLater(5), Verdict.FAILED),
        (SystemExit(1), Verdict.FAILED),
        (KeyboardInterrupt(), Verdict.FAILED),
        (GeneratorExit(), Verdict.FAILED),
        (Bare("no"), Verdict.FAILED),
        (BaseExceptionGroup("several", [Bare()]), Verdict.FAILED),
        (ExceptionGroup("several", [LookupError()]), Verdict.FAILED),
        (asyncio.CancelledError(), Verdict.FAILED),
        (StopIteration(), Verdict.FAILED),
        (GiveUp("no"), Verdict.DEAD),
    ],
    ids=lambda value: type(value).__name__,
)
async def test_raising(error: BaseException, verdict: Verdict, *, in_thread: bool) -> None:
    """Whatever a handler raises, it failed; only giving up is final."""
    made = await tried(raising(error, in_thread=in_thread))
    assert verdict == made.verdict
    assert verdict == made.attempt.outcome
    assert made.attempt.cause in {type(error).__name__, "RuntimeError"}
    assert (5 if isinstance(error, RetryLater) else None) == made.after


async def test_the_place() -> None:
    """An attempt that failed says where."""
    made = await tried(raising(LookupError("no")))
    assert made.where.startswith("test_attempts.py:")
    assert (made.attempt.message, "LookupError") == ("no", made.attempt.cause)


@pytest.mark.parametrize("error", [LookupError, Bare])
async def test_model_that_raises(error: type[BaseException]) -> None:
    """A model whose own code breaks is a handler that failed, and may be mended."""

    class Broken(BaseModel):
        @model_validator(mode="before")
        @classmethod
        def fail(cls, _data: object) -> object:
            raise error

    async def handle(_delivery: Delivery, payload: Broken) -> None:
        raise AssertionError(payload)

    handle.__annotations__["payload"] = Broken
    made = await tried(on("fake")(handle))
    assert (Verdict.FAILED, error.__name__) == (made.verdict, made.attempt.cause)


async def test_words_that_are_no_words() -> None:
    """An error that cannot say what it is has failed as any other, a timeout of theirs, too."""

    class Wordless(TimeoutError):
        def __str__(self) -> str:
            raise Bare

    made = await tried(raising(Wordless("a")))
    assert ("Wordless", "the error cannot say what it is") == (
        made.attempt.cause,
        made.attempt.message,
    )
