"""Workers of which one is killed, and how long it takes another one to be at what that was at."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from subprocess import Popen

from arrangements import Deployment
from processes import until

LEASE = 1.0
"""Seconds, as a `World` has it."""


class Crew:
    """Workers: while one is killed there is another, and one is left."""

    def __init__(
        self, deployment: Deployment, stack: ExitStack, left: Popen[bytes], lease: float
    ) -> None:
        self.left = left
        self._lease = str(lease)
        self._deployment = deployment
        self._stack = stack

    def kill_in_the_middle(self, names: list[str]) -> float:
        """Kill the worker that begins with these; return how long it took another to begin."""
        both = (
            self.left,
            self._stack.enter_context(self._deployment.worker(RECEIVER_LEASE=self._lease)),
        )
        for each in names:
            assert self._deployment.deliver(event="shipment", delivery_id=each).is_success
        until(lambda: self._begun(names))
        _, pid, _ = self._begun(names)[0]
        hit = {name for name, by, _ in self._begun(names) if by == pid}
        killed, group = time.time(), os.getpgid(pid)
        os.killpg(group, signal.SIGKILL)
        until(lambda: hit <= {name for name, by, _ in self._begun(names) if by != pid})
        again = [at for name, by, at in self._begun(names) if name in hit and by != pid]
        self.left = next(each for each in both if each.pid != group)
        return max(again) - killed

    def _begun(self, names: list[str]) -> list[tuple[str, int, float]]:
        """Return each beginning with one of these: which, by which process, and when."""
        traces = self._deployment.folder / "traces"
        lines = traces.read_text().splitlines() if traces.exists() else []
        began = [line.split() for line in lines]
        return [(name, int(pid), float(at)) for name, _, pid, at in began if name in names]


@contextmanager
def crew(deployment: Deployment, worker: Popen[bytes], lease: float = LEASE) -> Iterator[Crew]:
    """Have more workers beside one."""
    with ExitStack() as stack:
        yield Crew(deployment, stack, worker, lease)
