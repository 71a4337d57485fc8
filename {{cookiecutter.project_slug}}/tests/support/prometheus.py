"""Prometheus, as Debian has it: promtool for files, a server for what comes of them."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import httpx2
import pytest

from servers import children

OPS = Path(__file__).parents[2] / "ops"
RULES = OPS / "prometheus/rules.yaml"
needs_prometheus = pytest.mark.skipif(
    not (shutil.which("prometheus") and shutil.which("promtool")),
    reason="needs Prometheus and promtool: apt-get install prometheus",
)


def promtool(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run promtool."""
    command = ["promtool", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


class Prometheus(children.Child):
    """A server, its data in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._address = f"127.0.0.1:{children.free_port()}"
        self._client = httpx2.Client(base_url=f"http://{self._address}")

    def start(self, config: str, rules: str) -> None:
        """Start it with a configuration that names `rules.yaml`, and wait until it answers."""
        file, log = self.folder / "prometheus.yaml", self.folder / "log"
        file.write_text(config, encoding="utf-8")
        (self.folder / "rules.yaml").write_text(rules, encoding="utf-8")
        command = ["prometheus", f"--config.file={file}", f"--storage.tsdb.path={self.folder}/data"]
        listen = f"--web.listen-address={self._address}"
        process = children.spawn([*command, listen, "--log.level=warn"], log, by={})
        self._began(process, self._answers, log)

    def kill(self) -> None:
        """End it, and the connections to it."""
        super().kill()
        self._client.close()

    def ask(self, path: str, **parameters: str) -> Any:  # noqa: ANN401 - JSON is anything
        """Return the data of an answer of its API."""
        answer = self._client.get(f"/api/v1/{path}", params=parameters).json()
        assert "success" == answer["status"], answer
        return answer["data"]

    def vector(self, query: str) -> list[dict[str, Any]]:
        """Return what a query yields now."""
        found: list[dict[str, Any]] = self.ask("query", query=query)["result"]
        return found

    def _answers(self) -> bool:
        try:
            return self._client.get("/-/ready").is_success
        except httpx2.TransportError:
            return False
