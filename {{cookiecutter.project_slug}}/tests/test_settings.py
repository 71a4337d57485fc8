"""Settings come from the environment and `.env`, and each mistake is told by its variable."""

from pathlib import Path

import pytest

from receiver.errors import SettingsInvalid
from receiver.settings import load_settings


def refused(monkeypatch: pytest.MonkeyPatch, **variables: str) -> str:
    """Return what is said about an environment that cannot be run with."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsInvalid) as found:
        load_settings()
    return str(found.value)


def test_defaults() -> None:
    """Nothing has to be set: no source exists, and the inbox is a SQLite file."""
    settings = load_settings()
    assert ({}, {}) == (settings.secrets, settings.sources)
    assert ("sqlite:///receiver.sqlite3", "inprocess") == (
        settings.database_url,
        settings.background,
    )


def test_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables are read with the prefix, in any case, and secrets by their source."""
    monkeypatch.setenv("RECEIVER_WORKERS", "3")
    monkeypatch.setenv("receiver_attempts", "4")
    monkeypatch.setenv("RECEIVER_SECRETS__FAKE_EU", "new old")
    monkeypatch.setenv("RECEIVER_SOURCES__FAKE_EU", "fake")
    settings = load_settings()
    assert (3, 4) == (settings.workers, settings.attempts)
    assert ({"fake_eu": "new old"}, {"fake_eu": "fake"}) == (settings.secrets, settings.sources)


def test_dotenv(monkeypatch: pytest.MonkeyPatch) -> None:
    """`.env` is read too, whatever else is in it; the environment goes first."""
    Path(".env").write_text(
        "OTHER=1\nRECEIVER_WORKERS=3\nRECEIVER_ATTEMPTS=4\nRECEIVER_SECRETS__FAKE=a\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("RECEIVER_ATTEMPTS", "5")
    monkeypatch.setenv("RECEIVER_SECRETS__OTHER", "b")
    settings = load_settings()
    assert (3, 5) == (settings.workers, settings.attempts)
    assert {"fake": "a", "other": "b"} == settings.secrets


def test_typo_in_dotenv(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name in `.env` that is no setting is a mistake as well."""
    Path(".env").write_text("RECEIVER_WORKER=3\n", encoding="utf-8")
    assert "RECEIVER_WORKER: no such setting" in refused(monkeypatch)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("RECEIVER_SECRET__FAKE", "did you mean RECEIVER_SECRETS?"),
        ("RECEIVER_BODYCAP", "did you mean RECEIVER_BODY_CAP?"),
        ("RECEIVER_WORKERS__FAKE", "did you mean RECEIVER_WORKERS?"),
        ("RECEIVER_SECRETS", "as in RECEIVER_SECRETS__STRIPE_EU"),
        ("RECEIVER_SOURCES", "as in RECEIVER_SOURCES__STRIPE_EU"),
    ],
)
def test_unknown(monkeypatch: pytest.MonkeyPatch, name: str, expected: str) -> None:
    """An unknown name is refused with the nearest one, and its value is not repeated."""
    said = refused(monkeypatch, **{name: "canary"})
    assert said.startswith(f"{name}: ")
    assert said.endswith(expected)
    assert "canary" not in said


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("RECEIVER_WORKERS", "", "valid integer"),
        ("RECEIVER_WORKERS", "canary", "valid integer"),
        ("RECEIVER_WORKERS", "-1", "greater than or equal to 0"),
        ("RECEIVER_QUEUE", "a b", "{0,39}$'"),
        ("RECEIVER_WORKER_ADDRESS", "9000", "such as 0.0.0.0:9000"),
        ("RECEIVER_BODY_CAP", "-7", "greater than or equal to 1024"),
        ("RECEIVER_LEASE", "0", "greater than 0"),
        ("RECEIVER_LEASE", "nan", "less than or equal to 86400"),
        ("RECEIVER_COMMIT_TIMEOUT", "2.5", "less than or equal to 2.4"),
        ("RECEIVER_LOG_LEVEL", "canary", "'debug', 'info', 'warning' or 'error'"),
        ("RECEIVER_SECRETS__FAKE__EU", "canary", "with single underscores"),
        ("RECEIVER_CONSOLE", "canary", "as in RECEIVER_CONSOLE__PASSWORD"),
        ("RECEIVER_OPTIONS__FAKE", "canary", "as in RECEIVER_OPTIONS__META__VERIFY_TOKEN"),
        ("RECEIVER_OPTIONS__A__B__C", "canary", "as in RECEIVER_OPTIONS__META__VERIFY_TOKEN"),
        ("RECEIVER_PUBLIC_URL", "hooks.example.com", "such as https://hooks.example.com"),
    ],
)
def test_bad_value(monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str) -> None:
    """A value that cannot be is refused with what could be, and is not repeated."""
    said = refused(monkeypatch, **{name: value})
    assert said.startswith(name.removesuffix("__EU"))
    assert expected in said
    assert "canary" not in said
