"""Resources of a running process, as the system counts them."""

import os
import subprocess
import time
from pathlib import Path


def memory(pid: int) -> float:
    """Return how much memory a process has in use, in MB."""
    told = subprocess.check_output(["ps", "-o", "rss=", "-p", str(pid)], text=True)  # noqa: S607 - wherever it is
    return int(told) / 1024


def most_memory(pid: int) -> float:
    """Return how much memory a process has ever had in use, in MB; what it has now, if unknown."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return memory(pid)
    told = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(told["VmHWM"].removesuffix("kB")) / 1024


def work(pid: int) -> float:
    """Return how many seconds a process has worked; those of the clock, where nobody counts."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return time.monotonic()
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
