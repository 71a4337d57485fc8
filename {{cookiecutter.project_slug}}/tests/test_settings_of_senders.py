"""Settings that verification takes: the public URL and the folder of test keys."""

from pathlib import Path

import pytest

from receiver.cli import main
from receiver.settings import load_settings
from test_settings import refused

RIGHT = "set what stands before /webhooks in the URLs, such as https://hooks.example.com"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://hooks.example.com",
        "https://hooks.example.com/",
        "https://hooks.example.com/some/where",
        "http://127.0.0.1:8000",
        "https://[::1]:8443",
    ],
)
def test_public_url(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """The public URL is the beginning of one, or nothing."""
    monkeypatch.setenv("RECEIVER_PUBLIC_URL", url)
    assert url == load_settings().public_url


@pytest.mark.parametrize(
    "url",
    [
        "hooks.canary.com",
        "//hooks.canary.com",
        "ftp://hooks.canary.com",
        "HTTPS://hooks.canary.com",
        "https://",
        "https:///canary",
        "https://canary.com?a=1",
        "https://canary.com/#a",
        "https://canary .com",
        "https://canary.com https://example.org",
        "https://canary.com\nhttps://example.org",
    ],
)
def test_no_public_url(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Anything else is refused, with what would be right."""
    assert f"RECEIVER_PUBLIC_URL: {RIGHT}" == refused(monkeypatch, RECEIVER_PUBLIC_URL=url)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("RECEIVER_TEST_KEY", "did you mean RECEIVER_TEST_KEYS?"),
        ("RECEIVER_TESTKEYS", "did you mean RECEIVER_TEST_KEYS?"),
        ("RECEIVER_TEST_KEYS__FAKE", "did you mean RECEIVER_TEST_KEYS?"),
        ("RECEIVER_PUBLIC_URLS", "did you mean RECEIVER_PUBLIC_URL?"),
        ("RECEIVER_PUBLIC_URL__FAKE", "did you mean RECEIVER_PUBLIC_URL?"),
        ("RECEIVER_OPTION__FAKE__A", "did you mean RECEIVER_OPTIONS?"),
    ],
)
def test_typos(monkeypatch: pytest.MonkeyPatch, name: str, expected: str) -> None:
    """A name that is nearly right is told with the one that is."""
    said = refused(monkeypatch, **{name: "canary"})
    assert said.startswith(f"{name}: no such setting")
    assert said.endswith(expected)
    assert "canary" not in said


def test_space(monkeypatch: pytest.MonkeyPatch) -> None:
    """Space around the public URL is not part of it."""
    monkeypatch.setenv("RECEIVER_PUBLIC_URL", " https://hooks.example.com\n")
    assert "https://hooks.example.com" == load_settings().public_url


def test_no_test_keys() -> None:
    """Nothing is trusted that was made here, unless somebody says so."""
    assert "" == load_settings().test_keys


def test_dotenv_that_is_no_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A `.env` that is no UTF-8 is a mistake like any other."""
    Path(".env").write_bytes(b"RECEIVER_SECRETS__FAKE=canary\xff\n")
    monkeypatch.setattr("sys.argv", ["receiver", "serve"])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err
    assert (2, True) == (ended.value.code, ".env: is no text in UTF-8" in said)
    assert "canary" not in said
