"""What .env.example says about the settings is what the service's code says."""

from __future__ import annotations

import re

from receiver.settings import Settings
from tests.baking import SOURCE

LINE = re.compile(r"(?m)^# RECEIVER_([A-Z_]+?)=(.+)$")


def test_example_shows_every_default() -> None:
    """Each setting but the secrets and sources stands there with its default."""
    shown = dict(LINE.findall((SOURCE / ".env.example").read_text(encoding="utf-8")))
    fields = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    defaults = {name: default for name, default in fields.items() if not isinstance(default, dict)}
    typed = {name: type(defaults[name])(shown[name]) for name in shown if name in defaults}
    assert defaults == typed
