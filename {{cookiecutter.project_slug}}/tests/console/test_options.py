"""Options: nobody gets in by mistake, and each mistake is told by its variable."""

import pytest

from fake import settings
from receiver.assembly import assemble
from receiver.console.options import NAMES, Options, options_of
from receiver.errors import SettingsInvalid
from receiver.settings import load_settings

GOOD = "4f9c0e7ab1d3528866"


def refusal(**options: str) -> str:
    """Return what is said of options that cannot be."""
    with pytest.raises(SettingsInvalid) as found:
        options_of(settings(console=options))
    return str(found.value)


def test_all() -> None:
    """The options are read: names of headers and fields in any case."""
    console = {
        "password": GOOD,
        "reader_password": GOOD[::-1],
        "header": "X-Auth-Email",
        "groups_header": "X-Auth-Groups",
        "operators": "ada ops",
        "proxies": "10.0.0.5 fd00::/8",
        "redact": "Email card.number",
    }
    assert {*NAMES} == {*console}
    found = options_of(settings(console=console))
    assert ("x-auth-email", "x-auth-groups") == (found.header, found.groups_header)
    assert (("email",), ("card", "number")) == found.redact
    assert frozenset({"ada", "ops"}) == found.operators
    assert ["10.0.0.5/32", "fd00::/8"] == [str(each) for each in found.proxies]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"password": "short"}, "PASSWORD: the password is 5 characters long, at least 16"),
        ({"password": "change-me-change-me"}, "PASSWORD: the password reads like a placeholder"),
        ({"reader_password": "a" * 20}, "READER_PASSWORD: the password has fewer than 6"),
        ({"password": GOOD, "reader_password": GOOD}, "READER_PASSWORD: is that of"),
        ({"password": ""}, "PASSWORD: is empty; set it, or remove the variable"),
        ({"pasword": GOOD}, "PASWORD: no such option; valid: groups_header, header"),
        ({"redact": "email"}, "RECEIVER_CONSOLE: nobody is let in; set RECEIVER_CONSOLE__PASSWORD"),
        ({"header": "X-User"}, "PROXIES: is missing; the addresses"),
        ({"header": "X-User", "proxies": "0.0.0.0/0"}, "PROXIES: 0.0.0.0/0 is everybody"),
        ({"header": "X-User", "proxies": "10.0.0.1/8"}, "PROXIES: 10.0.0.1/8 has host bits set"),
        ({"header": "X-User", "proxies": "proxy"}, "give addresses or networks: 10.0.0.5"),
        ({"password": GOOD, "operators": "ada"}, "OPERATORS: says nothing without"),
    ],
)
def test_mistakes(options: dict[str, str], told: str) -> None:
    """What would let in nobody, or everybody, keeps the service from starting."""
    said = refusal(**options)
    assert f"RECEIVER_CONSOLE{'' if told.startswith('RECEIVER') else '__'}" in said
    assert told in said


def test_no_password_is_told() -> None:
    """A refused password is not repeated, and the options tell none when they are printed."""
    assert "canary" not in refusal(password="canary")
    assert "canary" not in repr(Options(password="canary", reader_password="canary"))


def test_before_anything_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake is found when the service is put together."""
    monkeypatch.setenv("RECEIVER_CONSOLE__PASSWORD", "short")
    with pytest.raises(SettingsInvalid, match="RECEIVER_CONSOLE__PASSWORD: the password is 5"):
        assemble(load_settings())
