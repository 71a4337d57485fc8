"""Origins: the permission to send that CloudEvents senders ask for, and then refer to.

https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md#4-abuse-protection
"""

import re

from receiver.errors import HandshakeRefused
from receiver.handshakes import Handshake, Reply
from receiver.headers import Header
from receiver.messages import Message
from receiver.trust import Option, Trust

ORIGIN, RATE = Header("WebHook-Request-Origin"), Header("WebHook-Request-Rate")
ALLOWED = Option(
    name="origins",
    says="the origins that are permitted to send if they ask; all are if it is not set",
    example="eventgrid.azure.net",
    required=False,
)


def permit(message: Message, trust: Trust) -> Reply | None:
    """Permit the origin that asks, unless the source is configured with others."""
    origin, rate = ORIGIN.find(message) or "", RATE.find(message) or ""
    allowed = allowed_by(trust)
    if not re.fullmatch(r"[A-Za-z0-9.:/_-]{1,253}", origin):
        return None
    if allowed and origin.lower() not in allowed:
        return Reply(403)
    headers = {
        "Allow": "POST",
        "WebHook-Allowed-Origin": origin,
        "WebHook-Allowed-Rate": rate if re.fullmatch(r"[1-9][0-9]{0,8}", rate) else "*",
    }
    return Reply(200, headers=headers)


def admit(message: Message, trust: Trust) -> None:
    """Refuse a delivery without an origin that was permitted, if the source is to permit some."""
    allowed = allowed_by(trust)
    if allowed and (ORIGIN.find(message) or "").lower() not in allowed:
        reason = "the delivery comes from no origin that this source is configured with"
        raise HandshakeRefused(reason)


def allowed_by(trust: Trust) -> list[str]:
    """Return the origins that a source is configured with, none where all are permitted."""
    return trust.options.get("origins", "").lower().split()


PERMISSION = Handshake(answer=permit, method="OPTIONS", signed=False)
ADMISSION = Handshake(answer=admit)
