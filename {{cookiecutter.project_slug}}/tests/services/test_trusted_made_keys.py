"""Test keys are trusted where a setting asks for them, and nowhere else."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from fake import settings
from owners import owned
from receiver import providers
from receiver.errors import ReceiverError
from receiver.services import made_keys
from receiver.services.samples import signed
from receiver.services.sources import configured
from receiver.services.verification import Verified
from receiver.signatures.signing import Request
from senders import URL, sender

NAMES = providers.names()
PAIRED = [name for name in NAMES if providers.load(name).scheme.pairs]
each_provider = pytest.mark.parametrize("name", NAMES)


def sample(name: str, folder: Path) -> Request:
    """Return a sample that is signed with the test key, or the shared secret."""
    provider, key = providers.load(name), sender(name).key
    if name in PAIRED:
        key = made_keys.private_key(str(folder), name, provider)
    trust = replace(sender(name).source().trust, keys=(key,))
    return signed(provider, trust, url=f"{URL}/{name}")


@each_provider
def test_not_asked_for(name: str, tmp_path: Path) -> None:
    """Without the setting no test key is trusted, made, or looked for."""
    found = configured(owned(name))[name]
    assert b"" == found.test_key
    assert [] == list(tmp_path.iterdir())
    if name in PAIRED:
        message = sample(name, tmp_path).message()
        with pytest.raises(ReceiverError) as refused:
            found.receive(message, time.time(), sender(name).document())
        assert found.provider.rejection == refused.value.status


@each_provider
def test_asked_for(name: str, tmp_path: Path) -> None:
    """With it each source trusts its own test key, after the keys of its sender."""
    found = configured(owned(name, test_keys=str(tmp_path)))[name]
    assert (name in PAIRED) == bool(found.test_key)
    own = (found.test_key,) if found.test_key and found.provider.takes_a_secret() else ()
    assert (*configured(owned(name))[name].trust.keys, *own) == found.trust.keys
    request = sample(name, tmp_path)
    assert isinstance(found.receive(request.message(), time.time(), found.test_key), Verified)


def test_sources_without_a_secret(tmp_path: Path) -> None:
    """A test key alone makes a source, where a public key would have to be set otherwise."""
    expected = [name for name in PAIRED if providers.load(name).takes_a_secret()]
    more = {f"{name}_2": name for name in expected}
    found = configured(settings(test_keys=str(tmp_path), sources=more))
    assert sorted([*expected, *more]) == list(found)
    assert all((each.test_key,) == each.trust.keys for each in found.values())
    assert len(found) == len({each.test_key for each in found.values()})
