"""The command line: mistakes end in plain words on stderr and an exit code."""

import sys

import pytest

from receiver.cli import main


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int | str | None:
    """Run the command line as a shell does, and return its exit code."""
    monkeypatch.setattr(sys, "argv", ["receiver", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def test_done(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A command that did what it was asked ends with 0."""
    assert 0 == run(monkeypatch, "migrate")
    assert "The inbox is at revision" in capsys.readouterr().out


def test_settings(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Settings that do not fit end with 2, each mistake in a line of its own."""
    monkeypatch.setenv("RECEIVER_WORKERS", "canary")
    monkeypatch.setenv("RECEIVER_LEASE", "canary")
    assert 2 == run(monkeypatch, "serve")
    said = capsys.readouterr().err.splitlines()
    assert "The settings do not fit:" == said[0]
    assert ["  RECEIVER_WORKERS:", "  RECEIVER_LEASE:"] == [
        line.partition(":")[0] + ":" for line in said[1:]
    ]
    assert "canary" not in str(said)


def test_failed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What did not work out ends with 1, and one line that says what would help."""
    assert 1 == run(monkeypatch, "deliveries", "list")
    said = capsys.readouterr().err
    assert "no such table" in said
    assert said.endswith("If it is new: receiver migrate\n")
    assert 1 == said.count("\n")


def test_no_such_place(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An inbox that cannot be opened ends with 1, and one line that says what names it."""
    monkeypatch.setenv("RECEIVER_DATABASE_URL", "sqlite:////no/such/place/inbox.sqlite3")
    assert 1 == run(monkeypatch, "deliveries", "list")
    said = capsys.readouterr().err
    hint = "RECEIVER_DATABASE_URL names it; without that, the inbox is a SQLite file here\n"
    assert said.endswith(hint)
    assert 1 == said.count("\n")


@pytest.mark.parametrize("url", ["", "nonsense", "nonsense://x", "http://x", "sqlite:"])
@pytest.mark.parametrize("command", [["serve"], ["migrate"], ["deliveries", "list"]])
def test_database_url(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    url: str,
    command: list[str],
) -> None:
    """A database URL that is none is a mistake in the settings."""
    monkeypatch.setenv("RECEIVER_DATABASE_URL", url)
    assert 2 == run(monkeypatch, *command)
    assert "RECEIVER_DATABASE_URL: no database that this project can open" in (
        capsys.readouterr().err
    )


def test_reload(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Options that exclude each other are told."""
    assert 1 == run(monkeypatch, "serve", "--reload", "--workers", "2")
    assert "leave out --workers" in capsys.readouterr().err


def test_tunnel(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A tunnel without a token says where to get one."""
    monkeypatch.delenv("NGROK_AUTHTOKEN", raising=False)
    assert 1 == run(monkeypatch, "tunnel")
    assert "https://dashboard.ngrok.com" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["nothing"], ["replay", "x"], ["serve", "--port", "0"]])
def test_wrong_call(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    """A call that is wrong ends with 2."""
    assert 2 == run(monkeypatch, *arguments)
