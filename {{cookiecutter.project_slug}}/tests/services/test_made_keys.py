"""Test keys: made once, by whoever asks first, and readable by nobody else."""

from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import pytest

import published
from fake import PROVIDER
from receiver.errors import SettingsInvalid
from receiver.providers.base import Provider
from receiver.services import made_keys
from receiver.signatures.custom import Custom
from receiver.signatures.key_pairs import KeyPairs


def paired(pairs: KeyPairs) -> Provider:
    """Return a provider with these key pairs."""
    scheme = published.PROVIDER.scheme
    assert isinstance(scheme, Custom)
    return replace(published.PROVIDER, scheme=replace(scheme, pairs=pairs))


def test_made_once(tmp_path: Path) -> None:
    """The first who asks makes the key; it is whole, and for this user alone."""
    keys = iter([b"first", b"second", b"third"])
    provider = paired(KeyPairs(lambda: next(keys), lambda private: private + b" public"))
    folder = tmp_path / "new" / "keys"
    made = [made_keys.private_key(str(folder), name, provider) for name in ("a", "a", "b")]
    assert [b"first", b"first", b"second"] == made
    assert b"first public" == made_keys.public_key(str(folder), "a", provider)
    assert (0o700, 0o600) == (
        folder.stat().st_mode & 0o777,
        (folder / "a.pem").stat().st_mode & 0o777,
    )
    assert ["a.pem", "b.pem"] == sorted(each.name for each in folder.iterdir())


def test_two_at_once(tmp_path: Path) -> None:
    """Two who ask at the same time, and both make a key, go on with one of them."""
    both_made, found = Barrier(2), list[bytes]()

    def ask(key: bytes) -> None:
        def make() -> bytes:
            both_made.wait(5)
            return key

        provider = paired(KeyPairs(make, lambda private: private))
        found.append(made_keys.private_key(str(tmp_path), "a", provider))

    threads = [Thread(target=ask, args=(key,)) for key in (b"one", b"two")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert [(tmp_path / "a.pem").read_bytes()] * 2 == found
    assert found[0] in {b"one", b"two"}


def test_no_pairs(tmp_path: Path) -> None:
    """A sender that shares its secrets has no test key: it needs none."""
    assert b"" == made_keys.public_key(str(tmp_path), "fake", PROVIDER)
    with pytest.raises(ValueError, match="Fake shares its secrets with the receiver"):
        made_keys.private_key(str(tmp_path), "fake", PROVIDER)
    assert [] == list(tmp_path.iterdir())


def test_folder_that_is_none(tmp_path: Path) -> None:
    """A folder that cannot be one is a mistake in its setting."""
    (tmp_path / "file").touch()
    with pytest.raises(SettingsInvalid) as refused:
        made_keys.public_key(str(tmp_path / "file"), "a", published.PROVIDER)
    expected = f"RECEIVER_TEST_KEYS: {tmp_path / 'file'} is no folder for keys: File exists"
    assert expected == str(refused.value)


@pytest.mark.parametrize("error", [ValueError, TypeError])
def test_file_that_is_no_key(error: type[Exception], tmp_path: Path) -> None:
    """A file that is no such key is a mistake, and what to do about it is said."""

    def refuse(_private: bytes) -> bytes:
        raise error

    with pytest.raises(SettingsInvalid, match="pem is no key of Published's kind; delete it"):
        made_keys.public_key(str(tmp_path), "a", paired(KeyPairs(lambda: b"key", refuse)))
