"""What .env.example says about the settings is what the service's code says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from receiver.settings import Settings

if TYPE_CHECKING:
    from tests.baking import Baker

LINE = re.compile(r"(?m)^# RECEIVER_([A-Z_]+)=(.*)$")


def test_example_shows_every_default(bake: Baker) -> None:
    """Each setting but those of sources stands there, as a comment with its default."""
    shown = dict(LINE.findall(bake(background="celery").text(".env.example")))
    fields = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    defaults = {name: default for name, default in fields.items() if not isinstance(default, dict)}
    typed = {name: type(defaults[name])(shown[name]) for name in shown if name in defaults}
    assert defaults == typed
