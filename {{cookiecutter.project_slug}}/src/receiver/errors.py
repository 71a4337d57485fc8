"""Every error of the receiver: one base with a status, and leaves of two lines.

Whatever is raised below the middleware as a `ReceiverError` becomes an RFC 9457 problem
there. `detail` is read by people at the sender's end: it never holds a payload or a secret.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

CLOSE = {"Connection": "close"}


class ReceiverError(Exception):
    """A request that is not answered with a 2xx.

    `status` is the HTTP status, `reason` the bounded label that logs and metrics count by.
    """

    status: int = 500
    reason: ClassVar[str] = "internal"

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail

    def headers(self) -> Mapping[str, str]:
        """Return the response headers that belong to this refusal."""
        return {}

    def members(self) -> Mapping[str, Any]:
        """Return the members of the problem document beside type, title and status."""
        return {"detail": self.detail}


class SignatureInvalid(ReceiverError):
    """The signature is missing, misplaced, or fits none of the live secrets."""

    status, reason = 401, "signature"


class TimestampOutside(ReceiverError):
    """The signed timestamp is unreadable, too old, or too far in the future."""

    status, reason = 401, "timestamp"


class KeyUnknown(SignatureInvalid):
    """The signature names a key that is not among those last fetched from the sender."""


class HandshakeRefused(ReceiverError):
    """A handshake that does not show what the sender was told."""

    status, reason = 403, "handshake"


class Malformed(ReceiverError):
    """The signature is right, but the delivery has no id, no event, or is not JSON."""

    status, reason = 400, "malformed"


class SourceUnknown(ReceiverError):
    """No source of this name has a secret."""

    status, reason = 404, "unknown_source"


class MethodWrong(ReceiverError):
    """The sender used a method that its provider does not."""

    status, reason = 405, "method"

    def __init__(self, detail: str, allowed: Sequence[str] = ("POST",)) -> None:
        super().__init__(detail)
        self.allowed = allowed

    def headers(self) -> Mapping[str, str]:
        """Name the methods that would be right."""
        return {"Allow": ", ".join(self.allowed)}


class ReadTimeout(ReceiverError):
    """The body did not arrive in time."""

    status, reason = 408, "read_timeout"

    def headers(self) -> Mapping[str, str]:
        """End the connection: what is left of the body is not waited for."""
        return CLOSE


class BodyTooLarge(ReceiverError):
    """The body is larger than the cap."""

    status, reason = 413, "too_large"

    def headers(self) -> Mapping[str, str]:
        """End the connection: what is left of the body is not read."""
        return CLOSE


class BodyEncoded(ReceiverError):
    """The body has a Content-Encoding, which is never decoded."""

    status, reason = 415, "encoded"


class PayloadInvalid(ReceiverError):
    """The payload does not fit the model that a handler of our own sender asks for.

    `errors` has the shape FastAPI gives its own 422: `loc`, `msg` and `type`, never the input.
    """

    status, reason = 422, "payload"

    def __init__(self, errors: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(f"{len(errors)} field(s) do not fit")
        self.errors = [{**error, "loc": ("body", *error["loc"])} for error in errors]

    def members(self) -> Mapping[str, Any]:
        """Return `detail` as FastAPI's list of field errors, which its clients read."""
        return {"detail": self.errors}


class Unavailable(ReceiverError):
    """The inbox cannot commit now; nothing was accepted and the sender should try again."""

    status, reason = 503, "unavailable"

    def headers(self) -> Mapping[str, str]:
        """Ask for the delivery again, soon."""
        return {"Retry-After": "5"}


class Overloaded(Unavailable):
    """So many bodies are being received that there is no room for this one."""

    reason = "overloaded"

    def headers(self) -> Mapping[str, str]:
        """Ask for the delivery again, soon and on another connection: this body is not read."""
        return {**super().headers(), **CLOSE}


class KeyUnavailable(Unavailable):
    """The sender's key could not be fetched now, so nothing can be said about the signature."""

    reason = "key_unavailable"


class SettingsInvalid(Exception):
    """The environment cannot be run with; each line names a variable and what would be valid."""


class OperationRefused(Exception):
    """An operation on deliveries that cannot be done; the message says why."""


class CommandFailed(Exception):
    """A command could not do what it was asked; the message says why and what would help."""
