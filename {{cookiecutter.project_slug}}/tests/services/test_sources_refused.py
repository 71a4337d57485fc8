"""Sources that cannot be run with: each mistake names its variable and what would be right."""

import pytest

from fake import settings
from receiver import providers
from receiver.errors import SettingsInvalid
from receiver.services.sources import configured

SECRET = "3f9a1c7be2d84056"
PROVIDER = providers.names()[0]


def refused(**given: dict[str, str]) -> list[str]:
    """Return what is said, line by line, about settings that cannot be run with."""
    with pytest.raises(SettingsInvalid) as found:
        configured(settings(**given))
    assert SECRET not in str(found.value)
    return str(found.value).splitlines()


@pytest.mark.parametrize("empty", ["", " ", "\t\n"])
def test_empty(empty: str) -> None:
    """A secret that is empty is a mistake, not a source that nobody can use."""
    (line,) = refused(secrets={PROVIDER: empty})
    assert line.startswith(f"RECEIVER_SECRETS__{PROVIDER.upper()}: is empty; make one with: ")


@pytest.mark.parametrize(
    ("weak", "why"),
    [
        ("x" * 15, "is 15 characters long, at least 16 are needed"),
        ("itsasecrettoeverybody", "is printed in public documentation"),
        ("change-me-change-me-change-me", "reads like a placeholder"),
        ("abababababababababab", "has fewer than 6 different characters"),
    ],
)
def test_weak(weak: str, why: str) -> None:
    """A weak secret is a mistake; it is not repeated, and how to make one is said."""
    (line,) = refused(secrets={PROVIDER: weak})
    variable = f"RECEIVER_SECRETS__{PROVIDER.upper()}"
    assert f"{variable}: the secret {why}; make one with: openssl rand -hex 32" == line


def test_weak_among_several() -> None:
    """Of several secrets the weak one is told by its position."""
    (line,) = refused(secrets={PROVIDER: f"{SECRET} weak"})
    assert "secret 2 of 2 is 4 characters long" in line


def test_unknown_provider() -> None:
    """A secret for no provider is a mistake, with the nearest one."""
    (line,) = refused(secrets={f"{PROVIDER}x": SECRET})
    variable = f"RECEIVER_SECRETS__{PROVIDER.upper()}X"
    assert line.startswith(f"{variable}: no provider {PROVIDER}x; valid: ")
    assert line.endswith(f"did you mean {PROVIDER}?")


def test_source_of_an_unknown_provider() -> None:
    """So is a source of no provider; there the variable is the source's."""
    (line,) = refused(sources={"second": f"{PROVIDER}x"}, secrets={"second": SECRET})
    assert line.startswith(f"RECEIVER_SOURCES__SECOND: no provider {PROVIDER}x; valid: ")


def test_source_without_a_secret() -> None:
    """A source without a secret is a mistake."""
    assert [
        "RECEIVER_SOURCES__SECOND: the source has no secret; set RECEIVER_SECRETS__SECOND"
    ] == refused(sources={"second": PROVIDER})


@pytest.mark.parametrize("name", ["", "a/b", "a b", "é", "-a", "a" * 64, "a.b", "a?b"])
def test_name_that_is_no_path(name: str) -> None:
    """A source's name is part of its address, so it is plain."""
    (line,) = refused(sources={name: PROVIDER}, secrets={name: SECRET})
    assert "a source is named with a-z, 0-9, _ and -" in line


def test_every_mistake_has_a_line() -> None:
    """All mistakes are told at once."""
    lines = refused(secrets={PROVIDER: "a b", "nobody": SECRET}, sources={"second": PROVIDER})
    assert 4 == len(lines)
