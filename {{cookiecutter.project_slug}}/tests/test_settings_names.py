"""How settings are named, in the environment and in what is said about it."""

import pytest
from pydantic import ValidationError

from fake import settings
from receiver.choices import nearest
from receiver.errors import SettingsInvalid
from receiver.settings import Settings, load_settings, variable


def test_variable() -> None:
    """A setting's variable has the prefix and double underscores."""
    assert "RECEIVER_SECRETS__FAKE" == variable("secrets", "fake")


@pytest.mark.parametrize(
    ("valid", "expected"),
    [
        (["github", "fake"], "valid: fake, github; did you mean github?"),
        (["fake"], "valid: fake"),
        ([], "valid: none"),
    ],
)
def test_nearest(valid: list[str], expected: str) -> None:
    """A message lists what is valid, and the nearest if one is near."""
    assert expected == nearest("gihtub", valid)


def test_every_mistake_has_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several mistakes are told at once."""
    monkeypatch.setenv("RECEIVER_WORKERS", "x")
    monkeypatch.setenv("RECEIVER_LEASE", "y")
    with pytest.raises(SettingsInvalid) as refused:
        load_settings()
    lines = str(refused.value).splitlines()
    assert ["RECEIVER_WORKERS", "RECEIVER_LEASE"] == [line.partition(":")[0] for line in lines]


def test_repr() -> None:
    """Settings that are printed by mistake do not tell the secrets."""
    assert "canary" not in repr(settings(secrets={"fake": "canary"}))


def test_frozen() -> None:
    """Nothing changes the settings once they are read."""
    with pytest.raises(ValidationError):
        Settings().workers = 2  # type: ignore[misc]


def test_log_level_in_capitals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Levels and formats may be written in capitals, as other programs have them."""
    monkeypatch.setenv("RECEIVER_LOG_LEVEL", "WARNING")
    assert "warning" == load_settings().log_level
