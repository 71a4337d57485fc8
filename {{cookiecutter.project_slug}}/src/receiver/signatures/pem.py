"""PEM: the private keys of the key pairs that are made here, written and read back."""

from typing import TypeVar

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

Key = TypeVar("Key", bound=PrivateKeyTypes)


def written(key: PrivateKeyTypes) -> bytes:
    """Return a private key in PEM, unencrypted."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def read(pem: bytes, kind: type[Key]) -> Key:
    """Return the private key of this kind that is in PEM; raises `ValueError` for anything else."""
    key = serialization.load_pem_private_key(pem, None)
    if not isinstance(key, kind):
        message = f"is no {kind.__name__}"
        raise ValueError(message)  # noqa: TRY004 - what is wrong is in the file
    return key
