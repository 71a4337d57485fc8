"""`receiver demo` judges the answers: what is genuine must be taken, what is forged must not."""

from collections.abc import Mapping

import httpx2
import pytest
from rich.console import Console

from fake import SECRET, settings, source
from receiver.commands.demo import tried
from receiver.commands.senders import sender
from receiver.errors import CommandFailed

OURS = {"X-Request-Id": "1"}


def lines(*statuses: int, headers: Mapping[str, str] = OURS) -> tuple[list[str], list[str]]:
    """Return what is shown of a service that answers so, and what of it is called wrong."""
    answers = iter(statuses)
    transport = httpx2.MockTransport(
        lambda _: httpx2.Response(next(answers), json={}, headers=headers)
    )
    console = Console(width=200)
    with console.capture() as captured, httpx2.Client(transport=transport) as client:
        genuine = sender(settings(secrets={"fake": SECRET}), source())
        wrong = tried(console, client, "http://127.0.0.1:8000", genuine)
    return captured.get().splitlines(), wrong


def test_as_it_should_be() -> None:
    """Accepted, repeated and refused: each is shown, and nothing is wrong."""
    shown, wrong = lines(202, 200, 401)
    assert ["sent", "again", "forged"] == [line.split()[0] for line in shown]
    assert "forged     fake ping: 401 Unauthorized" == shown[2]
    assert [] == wrong


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((401, 200, 401), [0]),
        ((202, 503, 401), [1]),
        ((202, 200, 202), [2]),
        ((500, 500, 500), [0, 1]),
        ((204, 204, 204), [2]),
    ],
)
def test_not_as_it_should_be(statuses: tuple[int, int, int], expected: list[int]) -> None:
    """A genuine sample that is refused is wrong, and so is a forged one that is not."""
    shown, wrong = lines(*statuses)
    assert [shown[position] for position in expected] == wrong


def test_somebody_else() -> None:
    """An answer that is not the service's ends it."""
    with pytest.raises(CommandFailed, match="is not this service"):
        lines(202, headers={})
