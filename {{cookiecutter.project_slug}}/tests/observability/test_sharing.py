"""Sharing: who counts together, where, and what happens where that cannot be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from prometheus_client import values

from processes import environment
from receiver.observability.sharing import FILES, VARIABLE, together

COUNT = """
import sys
from receiver.observability.metrics import Metrics
metrics = Metrics()
metrics.received("fake", "accepted").inc()
metrics.last_received("fake").set(float(sys.argv[1]))
sys.stdout.write(metrics.text().decode())
"""


def counted(folder: Path, at: float = 1.0) -> str:
    """Return what a process tells that has counted one delivery, at a time, and ended."""
    command = [sys.executable, "-c", COUNT, str(at)]
    given = environment(**{VARIABLE: str(folder)})
    return subprocess.run(command, env=given, check=True, capture_output=True, text=True).stdout


def test_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes find a folder of their own, gone when they are; or the owner's, which stays."""
    monkeypatch.delenv(VARIABLE, raising=False)
    with together():
        folder = Path(os.environ[VARIABLE])
        assert folder.is_dir()
    assert (False, None) == (folder.exists(), os.environ.get(VARIABLE))
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with together():
        assert str(tmp_path) == os.environ[VARIABLE]
    assert tmp_path.exists()


def test_one_after_the_other(tmp_path: Path) -> None:
    """Who takes the place of another goes on from its figures; there are no more files for it."""
    assert 'webhook_received_total{outcome="accepted",source="fake"} 1.0' in counted(tmp_path, 9)
    files = sorted(tmp_path.iterdir())
    told = counted(tmp_path, 5)
    assert 'webhook_received_total{outcome="accepted",source="fake"} 2.0' in told
    assert files == sorted(tmp_path.iterdir())


def test_room_is_taken_at_the_start(tmp_path: Path) -> None:
    """No process can find the disk full when it counts: the files are as large as they become."""
    counted(tmp_path)
    sizes = {f"{name}_0.db": size for name, size in FILES.items()}
    found = {each.name: each.stat() for each in tmp_path.glob("*.db")}
    assert sizes == {name: each.st_size for name, each in found.items()}
    assert all(each.st_blocks * 512 >= each.st_size for each in found.values())


def test_no_room(tmp_path: Path) -> None:
    """Where nothing can be written a process counts alone, and says so."""
    command = [sys.executable, "-c", COUNT, "1"]
    given = environment(**{VARIABLE: str(tmp_path / "nowhere")})
    ended = subprocess.run(command, env=given, check=True, capture_output=True, text=True)
    assert 'webhook_received_total{outcome="accepted",source="fake"} 1.0' in ended.stdout
    assert "metrics.not_shared" in ended.stdout + ended.stderr


def test_one_process_alone() -> None:
    """A process that nobody told of others keeps its counts in its own memory."""
    assert values.MutexValue is values.ValueClass
