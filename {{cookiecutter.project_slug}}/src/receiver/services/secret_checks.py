"""Checks of a source's secrets: that there are any, of the right form, and none that is weak."""

from collections.abc import Iterator

from receiver.settings import Settings, variable
from receiver.signatures.secret_rules import weakness
from receiver.signatures.secrets import SecretFormat

ADVICE = "make one with: openssl rand -hex 32"


def secret_mistakes(name: str, settings: Settings, kind: SecretFormat | None) -> Iterator[str]:
    """Find missing, malformed and weak secrets; `kind` is None where nobody knows what is right."""
    setting = variable("secrets", name)
    if name not in settings.secrets:
        return
    secrets = settings.secrets[name].replace(kind.separator if kind else " ", " ").split()
    advice = ADVICE if kind is None or kind.shared else f"copy {kind.says} from the sender"
    if not secrets:
        yield f"{setting}: is empty; {advice}, or remove the variable"
    for position, secret in enumerate(secrets, start=1):
        which = f"secret {position} of {len(secrets)}" if len(secrets) > 1 else "the secret"
        if kind and not _is_decodable(secret, kind):
            yield f"{setting}: {which} is not {kind.says}"
        elif (kind is None or kind.shared) and (wrong := weakness(secret)):
            yield f"{setting}: {which} {wrong}; {advice}"


def _is_decodable(secret: str, kind: SecretFormat) -> bool:
    try:
        kind.decode(secret)
    except ValueError:
        return False
    return True
