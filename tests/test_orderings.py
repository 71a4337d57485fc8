"""Orders are off by default: an owner asks for one, and none of the providers does so by itself."""

from __future__ import annotations

from receiver import providers


def test_no_provider_names_one() -> None:
    """Deliveries of every provider of the template are handled side by side."""
    assert {()} == {providers.load(name).ordering for name in providers.names()}
