"""Test keys: key pairs made here, to try sources whose senders alone have the private key.

They are trusted where `RECEIVER_TEST_KEYS` names the folder, and nowhere else: whoever can
read the folder can sign for such a source.
"""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from receiver.errors import SettingsInvalid
from receiver.providers.base import Provider
from receiver.settings import variable


def private_key(folder: str, source: str, provider: Provider) -> bytes:
    """Return the private key of a source, in PEM, which the first who asks makes.

    Raises `ValueError` if the provider's senders share their secrets with us.
    """
    pairs = provider.scheme.pairs
    if pairs is None:
        message = f"{provider.title} shares its secrets with the receiver"
        raise ValueError(message)
    file = Path(folder) / f"{source}.pem"
    if not file.exists():
        _write(file, pairs.make())
    return file.read_bytes()


def public_key(folder: str, source: str, provider: Provider) -> bytes:
    """Return the public half of `private_key`, in the form in which it verifies; empty for none.

    Raises `SettingsInvalid` for a folder that cannot be used, and for a file that holds no
    key of the provider's kind.
    """
    pairs = provider.scheme.pairs
    if not (folder and pairs):
        return b""
    try:
        return pairs.public(private_key(folder, source, provider))
    except (ValueError, TypeError):
        file = Path(folder) / f"{source}.pem"
        message = f"{variable('test_keys')}: {file} is no key of {provider.title}'s kind; delete it"
        raise SettingsInvalid(message) from None
    except OSError as error:
        message = f"{variable('test_keys')}: {folder} is no folder for keys: {error.strerror}"
        raise SettingsInvalid(message) from None


def _write(file: Path, content: bytes) -> None:
    """Write a file that is whole from the start and is never replaced by a second writer's."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=file.parent) as folder, suppress(FileExistsError):
        whole = Path(folder) / file.name
        whole.touch(mode=0o600)
        whole.write_bytes(content)
        file.hardlink_to(whole)  # closed: Windows would not link what is to be deleted
