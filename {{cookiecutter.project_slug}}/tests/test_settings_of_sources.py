"""Settings that each source has of its own: secrets, providers and options, as text."""

import os
from pathlib import Path

import pytest

from receiver.settings import load_settings
from test_settings import refused

VALUES = ["0123", "1e400", "true", "null", "NaN", '["a"]', '{"a": 1}', '"a"', "{", "é", "a b"]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    ("name", "field"),
    [("SECRETS__FAKE", "secrets"), ("SOURCES__FAKE", "sources"), ("OPTIONS__FAKE__A", "options")],
)
def test_text(monkeypatch: pytest.MonkeyPatch, name: str, field: str, value: str) -> None:
    """A value that reads like a number or like JSON is the text that it is."""
    monkeypatch.setenv(f"RECEIVER_{name}", value)
    found = getattr(load_settings(), field)["fake"]
    assert value == (found["a"] if field == "options" else found)


@pytest.mark.parametrize("value", VALUES)
def test_text_in_dotenv(value: str) -> None:
    """So it is in `.env`."""
    Path(".env").write_text(f"RECEIVER_OPTIONS__FAKE__A='{value}'\n", encoding="utf-8")
    assert {"fake": {"a": value}} == load_settings().options


@pytest.mark.parametrize("value", [" a", "a\n", "\ta \r\n"])
def test_space(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Space around a value, such as the line end of a mounted file, is not part of it."""
    for name in ("SECRETS__FAKE", "SOURCES__FAKE", "OPTIONS__FAKE__A"):
        monkeypatch.setenv(f"RECEIVER_{name}", value)
    settings = load_settings()
    assert {"fake": "a"} == settings.secrets == settings.sources
    assert {"fake": {"a": "a"}} == settings.options


def test_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names count in any case, the values as they are."""
    monkeypatch.setenv("receiver_options__fake__verify_token", "Abc")
    monkeypatch.setenv("RECEIVER_Options__FAKE__Algorithm", "SHA256")
    expected = {"fake": {"verify_token": "Abc", "algorithm": "SHA256"}}
    assert expected == load_settings().options


def test_underscores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sources and options may have underscores in their names, one at a time."""
    monkeypatch.setenv("RECEIVER_OPTIONS__FAKE_EU_2__VERIFY_TOKEN", "a")
    monkeypatch.setenv("RECEIVER_OPTIONS__FAKE_EU_2__ARNS", "b")
    monkeypatch.setenv("RECEIVER_OPTIONS__FAKE__ARNS", "c")
    expected = {"fake_eu_2": {"verify_token": "a", "arns": "b"}, "fake": {"arns": "c"}}
    assert expected == load_settings().options


def test_where_they_come_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """Options of one source may stand in `.env` and in the environment, which goes first."""
    Path(".env").write_text(
        "RECEIVER_OPTIONS__FAKE__A=1\nRECEIVER_OPTIONS__FAKE__B=2\n", encoding="utf-8"
    )
    monkeypatch.setenv("RECEIVER_OPTIONS__FAKE__B", "3")
    assert {"fake": {"a": "1", "b": "3"}} == load_settings().options


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("RECEIVER_SECRETS", "name the source, with single underscores, as in RECEIVER_SECRETS__"),
        ("RECEIVER_SECRETS__FAKE__EU", "name the source, with single underscores"),
        ("RECEIVER_SOURCES", "name the source, with single underscores, as in RECEIVER_SOURCES__"),
        ("RECEIVER_SOURCES__FAKE__EU", "name the source, with single underscores"),
        ("RECEIVER_OPTIONS", "name the source and its option, as in RECEIVER_OPTIONS__META__"),
        ("RECEIVER_OPTIONS__META", "name the source and its option, as in RECEIVER_OPTIONS__META"),
        ("RECEIVER_OPTIONS__META__", "name the source and its option"),
        ("RECEIVER_OPTIONS____TOKEN", "name the source and its option"),
        ("RECEIVER_OPTIONS__X__Y__Z", "name the source and its option"),
    ],
)
def test_names(monkeypatch: pytest.MonkeyPatch, name: str, expected: str) -> None:
    """A name that says too little or too much is refused with one that is right."""
    said = refused(monkeypatch, **{name: "canary", "RECEIVER_OPTIONS__X__Y": "fine"})
    assert said.startswith(f"{name}: {expected}")
    assert ["canary" in said, "\n" in said] == [False, False]


@pytest.mark.parametrize(
    "name", ["RECEIVER_SECRETS__FAKE", "RECEIVER_SOURCES__FAKE", "RECEIVER_OPTIONS__FAKE__A"]
)
def test_bytes_that_are_no_text(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Bytes that are no UTF-8 are refused, rather than be an error at the first delivery."""
    said = refused(monkeypatch, **{name: os.fsdecode(b"canary\xff")})
    assert said.startswith(f"{name}: Input should be a valid string")
    assert "canary" not in said
