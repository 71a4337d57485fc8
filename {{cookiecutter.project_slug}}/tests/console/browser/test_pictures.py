"""The pictures in the documentation: taken anew, they are small, and show what they should.

`PICTURES=docs/images/console` has `uv run pytest` with this file keep them there.
"""

import os
from pathlib import Path
from typing import Any

import pytest

from console.browser.browsing import Window

WIDE: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 375, "height": 760},
    "device_scale_factor": 2,
    "is_mobile": True,
}
LARGEST = 150_000
ORDER = "65"
"""The key of the delivery to which most has happened."""
PICTURES: dict[str, tuple[str, dict[str, Any]]] = {
    "list-light": ("", WIDE | {"color_scheme": "light"}),
    "list-dark": ("", WIDE | {"color_scheme": "dark"}),
    "delivery-light": (f"/deliveries/{ORDER}", WIDE | {"color_scheme": "light"}),
    "delivery-dark": (f"/deliveries/{ORDER}", WIDE | {"color_scheme": "dark"}),
    "phone": ("", PHONE | {"color_scheme": "light"}),
}
ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the pictures go."""
    return ROOT / os.environ["PICTURES"] if "PICTURES" in os.environ else tmp_path


@pytest.mark.usefixtures("thorough")
@pytest.mark.parametrize("name", PICTURES)
def test_pictures(window: Window, folder: Path, name: str) -> None:
    """A picture is of the console as it is, and has at most 150 kB."""
    path, options = PICTURES[name]
    looker = window(**options)
    looker.open(path)
    looker.page.wait_for_timeout(200)
    picture = folder / f"{name}.png"
    looker.page.screenshot(path=picture)
    assert 10_000 < picture.stat().st_size <= LARGEST
