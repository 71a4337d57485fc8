"""No option, secret or key is told when settings are refused, or sources are printed."""

from dataclasses import replace

import pytest

from fake import source
from owners import owned
from receiver import providers
from receiver.errors import SettingsInvalid
from receiver.services.sources import configured
from receiver.settings import Settings
from receiver.trust import Trust


def refusal(given: Settings) -> str:
    """Return what is said of settings, nothing if they fit."""
    try:
        configured(given)
    except SettingsInvalid as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", providers.names())
def test_options(name: str) -> None:
    """A value that cannot be, and one of an option that is not there, is not repeated."""
    known = [option.name for option in providers.load(name).options]
    for option in [*known, "other"]:
        given = owned(name)
        options = {**given.options.get(name, {}), option: "canary"}
        said = refusal(given.model_copy(update={"options": {**given.options, name: options}}))
        assert "canary" not in said
        assert option in known or f"RECEIVER_OPTIONS__{name}__OTHER: ".upper() in said.upper()


@pytest.mark.parametrize("name", providers.names())
def test_secrets(name: str) -> None:
    """Nor is a secret, which is too weak or none of the sender's."""
    given = owned(name)
    said = refusal(given.model_copy(update={"secrets": {name: "canary"}}))
    assert f"RECEIVER_SECRETS__{name}: ".upper() in said.upper()
    assert "canary" not in said


def test_repr() -> None:
    """Sources, and settings, that are printed by mistake tell none of it."""
    trust = Trust(keys=(b"canary",), options={"token": "canary"}, document=b"canary")
    assert "canary" not in repr(replace(source(), trust=trust, test_key=b"canary"))
    assert "canary" not in repr(Settings(options={"fake": {"token": "canary"}}))
