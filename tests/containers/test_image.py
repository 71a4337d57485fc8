"""The image, built of a baked project and run as strictly as an engine can."""

from __future__ import annotations

import json
import os
import re
import time
from shutil import rmtree, which
from socket import create_server
from typing import TYPE_CHECKING

import pytest

from tests.baking import Baker
from tests.containers.asking import deliver, ready
from tests.containers.boxes import Box, stop
from tests.containers.images import Images

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.projects import Project

BASE = os.environ.get("IMAGE", "")
pytestmark = [
    pytest.mark.skipif(not BASE, reason="builds an image, in minutes, if IMAGE names its base"),
    pytest.mark.skipif(not which("buildah"), reason="needs buildah"),
]
ANSWERS = {
    "default": {},
    "everything": {"providers": "all", "background": "all", "database": "postgresql"},
}
LARGEST = {"default": 120_000_000, "everything": 250_000_000}
"""Bytes that an image has beside its base."""


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Images]:
    """Return where images are kept, some gigabytes of them, while these tests run."""
    folder = tmp_path_factory.mktemp("images")
    yield Images(folder)
    rmtree(folder)


@pytest.fixture(scope="module")
def base(images: Images) -> str:
    """Return the name of the image to start from."""
    return images.base() if BASE == "local" else BASE


@pytest.fixture(scope="module", params=ANSWERS)
def project(
    request: pytest.FixtureRequest, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    """Bake a project, and lock what it needs if it is not locked."""
    bake = Baker(template, tmp_path_factory.mktemp("projects"))
    baked = bake(project_slug=request.param, **ANSWERS[request.param])
    locked = baked.run("uv", "lock")
    assert 0 == locked.returncode, locked.stderr
    return baked


@pytest.fixture(scope="module")
def image(images: Images, base: str, project: Project) -> str:
    """Build its image; return the name."""
    return images.build(project.path, base)


@pytest.fixture
def box(images: Images, image: str, tmp_path: Path) -> Box:
    """Make a box of the image."""
    box = Box(images.root(image), images.config(image), tmp_path / "volume")
    box.prepare()
    return box


def test_size(images: Images, base: str, image: str, project: Project) -> None:
    """It is not much larger than its base."""
    assert images.size(image) - images.size(base) < LARGEST[project.path.name]


def test_it_is_confined(box: Box) -> None:
    """It is nobody that the host knows, owns nothing of what it runs, and writes to two folders."""
    wherever = "id -u; for each in /srv/receiver /etc . /tmp; do touch $each/x && echo $each; done"
    assert "10001\n.\n/tmp\n" == box.run("sh", "-c", wherever).stdout
    assert {0} == {each.lstat().st_uid for each in (box.root / "srv").rglob("*")}
    assert not (box.root / "build").exists()


def test_it_receives(box: Box, project: Project) -> None:
    """Confined, it is ready and healthy, receives, handles, and ends in time when it is told to."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    secret = re.findall(r"(?m)^RECEIVER_SECRETS__GENERIC=(.*)", project.text(".env"))[0]
    given = {"RECEIVER_SECRETS__GENERIC": secret, "RECEIVER_SHUTDOWN_DELAY": "1"}
    health = [each.replace("8000", str(port)) for each in box.config["Healthcheck"]["Test"][1:]]
    with box.running("--port", str(port), **given) as service:
        answers = [ready(port), *(deliver(port, each) for each in (secret, secret, "another"))]
        assert [200, 202, 200, 401] == answers
        assert 0 == box.run(*health).returncode
        began = time.monotonic()
        stop(service, box.config["StopSignal"])
        _, log = service.communicate(timeout=30)
        assert (0, True) == (service.returncode, time.monotonic() - began < 5)
    assert '"event":"delivery.done"' in log
    assert 1 == box.run(*health).returncode
    (delivery,) = json.loads(box.run("receiver", "deliveries", "list", "--json").stdout)
    assert "done" == delivery["state"]
