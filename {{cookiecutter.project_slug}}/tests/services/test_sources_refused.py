"""Sources that cannot be run with: each mistake names its variable and what would be right."""

from typing import Any

import pytest

from fake import settings
from owners import owned
from receiver import providers
from receiver.errors import SettingsInvalid
from receiver.services.sources import configured
from receiver.settings import Settings
from senders import SECRET

NAMES = providers.names()
PROVIDER = NAMES[0]
each_provider = pytest.mark.parametrize("name", NAMES)


def refused(base: Settings | None = None, **given: Any) -> list[str]:  # noqa: ANN401 - any setting
    """Return what is said, line by line, about settings that cannot be run with."""
    with pytest.raises(SettingsInvalid) as found:
        configured((base or settings()).model_copy(update=given))
    assert SECRET not in str(found.value)
    return str(found.value).splitlines()


def test_unknown_provider() -> None:
    """A secret for no provider is a mistake, with the nearest one."""
    (line,) = refused(secrets={f"{PROVIDER}x": SECRET})
    variable = f"RECEIVER_SECRETS__{PROVIDER.upper()}X"
    assert line.startswith(f"{variable}: no provider {PROVIDER}x; valid: ")
    assert line.endswith(f"did you mean {PROVIDER}?")


def test_secret_of_an_unknown_provider() -> None:
    """Its secret is looked at all the same, so that nobody has to try twice."""
    first, second = refused(secrets={f"{PROVIDER}x": "short"})
    assert "no provider" in first
    assert "is 5 characters long" in second


def test_source_of_an_unknown_provider() -> None:
    """So is a source of no provider; there the variable is the source's."""
    for secrets in ({"second": SECRET}, {}):
        (line,) = refused(sources={"second": f"{PROVIDER}x"}, secrets=secrets)
        assert line.startswith(f"RECEIVER_SOURCES__SECOND: no provider {PROVIDER}x; valid: ")
        assert line.endswith(f"did you mean {PROVIDER}?")


def test_options_of_an_unknown_provider() -> None:
    """And so is each option of one."""
    found = refused(options={f"{PROVIDER}x": {"token": SECRET, "id": SECRET}})
    assert [f"RECEIVER_OPTIONS__{PROVIDER.upper()}X__{each}" for each in ("TOKEN", "ID")] == [
        line.partition(":")[0] for line in found
    ]
    assert all(line.endswith(f"did you mean {PROVIDER}?") for line in found)


@each_provider
def test_source_without_a_secret(name: str) -> None:
    """A source without what its provider needs is a mistake, which says what that is."""
    needed = [
        f"RECEIVER_OPTIONS__SECOND__{each.upper()}" for each in owned(name).options.get(name, ())
    ]
    provider = providers.load(name)
    missing = (
        "the source has no secret; set RECEIVER_SECRETS__SECOND"
        if provider.takes_a_secret()
        else f"{provider.title} shares no secret; set {', '.join(needed)}"
    )
    assert [f"RECEIVER_SOURCES__SECOND: {missing}"] == refused(sources={"second": name})


@each_provider
def test_unknown_option(name: str) -> None:
    """An option that the provider does not have is a mistake, with the nearest one or none."""
    options = providers.load(name).options
    wrong = f"{options[0].name}x" if options else "token"
    given = owned(name)
    options_given = {name: {**given.options.get(name, {}), wrong: SECRET}}
    (line,) = refused(given, options=options_given)
    assert line.startswith(f"RECEIVER_OPTIONS__{name.upper()}__{wrong.upper()}: no such option; ")
    hint = (
        f"did you mean {options[0].name}?" if options else f"{providers.load(name).title} has none"
    )
    assert line.endswith(hint)


@pytest.mark.parametrize("name", ["", "a/b", "a b", "é", "-a", "a" * 64, "a.b", "a?b"])
def test_name_that_is_no_path(name: str) -> None:
    """A source's name is part of its address, so it is plain."""
    (line,) = refused(sources={name: PROVIDER}, secrets={name: SECRET})
    assert "a source is named with a-z, 0-9, _ and -" in line


def test_every_mistake_has_a_line() -> None:
    """All mistakes are told at once."""
    found = refused(secrets={f"{PROVIDER}x": "a b", "no body": SECRET}, sources={"second": "x"})
    assert 5 == len(found)
