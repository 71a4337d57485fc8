"""Secrets that anybody could guess: the service does not start with them."""

import subprocess
import sys

import pytest

from processes import environment
from proof import Proof
from receiver import providers
from servers.children import free_port

WEAK = {
    "": "is empty",
    " \t ": "is empty",
    "Kx8-pw0ZtR4": "the secret is 11 characters long, at least 16 are needed",
    "itsasecrettoeverybody": "the secret is printed in public documentation",
    "change-me-before-production": "the secret reads like a placeholder",
    "7a7a7a7a7a7a7a7a7a7a": "the secret has fewer than 6 different characters",
    "3f9a1c7be2d84056 Kx8-pw0ZtR4": "secret 2 of 2 is 11 characters long",
}
TEXT = "any text: é"


def takes_any_text(name: str) -> bool:
    """Say whether a source of a provider is given text that both sides know."""
    kind = providers.load(name).scheme.secret
    try:
        return kind is not None and kind.shared and kind.decode(TEXT) == TEXT.encode()
    except ValueError:
        return False


NAME = next(filter(takes_any_text, providers.names()), "nobody")
"""A provider of this project; of one that there is not, the secret is looked at as well."""


def refused(*secrets: str) -> None:
    """Give secrets to a service, a source each, and see that it ends at once and says why."""
    given = {f"RECEIVER_SECRETS__S{number}": each for number, each in enumerate(secrets)}
    sources = {f"RECEIVER_SOURCES__S{number}": NAME for number in range(len(secrets))}
    command = [sys.executable, "-m", "receiver", "serve", "--port", str(free_port())]
    ended = subprocess.run(
        command,
        check=False,
        env=environment(**given, **sources),
        capture_output=True,
        text=True,
        timeout=20,
    )
    said = ended.stdout + ended.stderr
    assert 0 < ended.returncode
    for variable, secret in given.items():
        assert f"{variable}: {WEAK[secret]}" in " ".join(said.split())
        assert [] == [each for each in secret.split() if each in said]
    assert "Traceback" not in said


@pytest.mark.fault(20, "empty, blank, short and well-known secrets, given to `receiver serve`")
def test_refuses_to_start(proof: Proof) -> None:
    """It ends at once, naming each variable and what is wrong, and never the secret."""
    refused(*WEAK)
    alone = list(WEAK) if proof.full else ["", "itsasecrettoeverybody"]
    for each in alone:
        refused(each)
    proof.figure(f"{len(WEAK)} secrets refused together, {len(alone)} alone")
