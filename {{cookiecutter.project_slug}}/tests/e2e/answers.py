"""Answers: what senders were told, and how long they waited for it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import quantiles

BROKEN = 0
"""What stands for the status where the connection broke before there was an answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a sender was told, after how many seconds, and when on the monotonic clock."""

    id: str
    status: int
    seconds: float
    at: float

    @property
    def is_success(self) -> bool:
        """Say whether the delivery was accepted."""
        return self.status // 100 == 2


class Answers:
    """Answers in the order in which they came; threads may add to them."""

    def __init__(self, answers: Iterable[Answer] = ()) -> None:
        self._answers = list(answers)

    def __len__(self) -> int:
        return len(self._answers)

    def __iter__(self) -> Iterator[Answer]:
        return iter(self._answers[:])

    def __str__(self) -> str:
        """Say what was told: ``1,204 x 503, slowest 2.01 s``."""
        told = [f"{number:,} x {status or 'broken'}" for status, number in self._sorted()]
        return ", ".join([*told, f"slowest {self.slowest():.2f} s"])

    def add(self, answer: Answer) -> None:
        """Add one answer."""
        self._answers.append(answer)

    def between(self, begin: float, end: float = float("inf")) -> "Answers":
        """Return the answers that came within this time."""
        return Answers(each for each in self if begin <= each.at <= end)

    def statuses(self) -> Counter[int]:
        """Return how often each status was the answer."""
        return Counter(each.status for each in self)

    def slowest(self) -> float:
        """Return the seconds that the slowest answer took."""
        return max((each.seconds for each in self), default=0.0)

    def p99(self) -> float:
        """Return the seconds that 99 in 100 answers took at most."""
        return quantiles([each.seconds for each in self], n=100)[98]

    def first_success(self) -> float | None:
        """Return when the first delivery was accepted; None if none was."""
        return min((each.at for each in self if each.is_success), default=None)

    def _sorted(self) -> list[tuple[int, int]]:
        return sorted(self.statuses().items())
