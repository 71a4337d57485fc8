"""Telegram's Bot API: a token of yours in a header, nothing is signed.

https://core.telegram.org/bots/api#setwebhook

The secret is what `setWebhook` was given as `secret_token`: letters, digits, `_` and `-`
(unverified). Each bot counts its updates for itself, so each bot needs a source of its own. A
body in the answer might be taken for a call of the API (unverified). So are the retries.
"""

from receiver.fields import UNNAMED, Read
from receiver.handshakes import Reply
from receiver.headers import Header
from receiver.messages import Message
from receiver.places import Json
from receiver.providers.base import Provider, Sample
from receiver.signatures.algorithms import Token
from receiver.signatures.schemes import Scheme


def kind(message: Message) -> str | None:
    """Return the name of what stands beside the update's id, such as ``message``."""
    update = message.json()
    names = [name for name in update if name != "update_id"] if isinstance(update, dict) else []
    return names[0] or None if len(names) == 1 else None


PROVIDER = Provider(
    title="Telegram",
    docs="https://core.telegram.org/bots/api#setwebhook",
    scheme=Scheme(place=Header("X-Telegram-Bot-Api-Secret-Token"), content=(), algorithm=Token()),
    id=(Json("update_id"),),
    event=(Read("the member beside JSON `update_id`", kind), UNNAMED),
    ack=Reply(200),
    retries="for a reasonable number of attempts, as it says (unverified)",
    samples=(
        Sample(
            event="message",
            body='{"update_id": {number}, "message": {"message_id": 7, "date": {now}, "text": '
            '"hello", "chat": {"id": 1250, "type": "private"} } }',
        ),
    ),
)
