"""Documents: what came of the URLs that keys were fetched from, and for how long that counts."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

FRESH, FAILED, RENEWABLE = 3600.0, 10.0, 60.0
"""For how many seconds a document counts, a failure counts, and a document is never renewed."""
MOST = 64
"""How many documents are kept."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A document, empty for a failure, when it came, and when it was last tried for."""

    document: bytes
    at: float
    tried: float

    def counts(self, now: float, *, renewed: bool = False) -> bool:
        if not self.document:
            return now - self.at < FAILED
        return now - self.at < FRESH and not (renewed and now - self.tried > RENEWABLE)


class Documents:
    """Documents by URL, as long as they count. `clock` tells seconds, from wherever."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, _Kept] = {}

    def find(self, url: str, *, renewed: bool = False) -> bytes | None:
        """Return a document, empty where it could not be had, or None if it is to be fetched.

        With `renewed` it is to be fetched again, unless that was tried within the last minute.
        """
        kept = self._kept.get(url)
        return kept.document if kept and kept.counts(self._clock(), renewed=renewed) else None

    def keep(self, url: str, document: bytes) -> None:
        """Keep what was fetched, empty for a failure, which takes no good document's place."""
        now = self._clock()
        old = self._kept.pop(url, None)
        if old and old.document and old.counts(now) and not document:
            self._kept[url] = replace(old, tried=now)
        else:
            self._kept[url] = _Kept(document, now, now)
        while len(self._kept) > MOST:
            del self._kept[min(self._kept, key=lambda each: bool(self._kept[each].document))]
