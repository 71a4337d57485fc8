"""Receiving: from a message to its outcome, with the sender's key fetched where that takes one."""

from receiver.errors import KeyUnknown, SignatureInvalid
from receiver.handshakes import Reply
from receiver.messages import Message
from receiver.providers.base import FetchedKey
from receiver.services.keys import Keys
from receiver.services.verification import Outcome, Source


async def receive(source: Source, message: Message, now: float, keys: Keys) -> Outcome:
    """Return what a source makes of a message; `now` is in Unix seconds.

    Raises a `ReceiverError` and nothing else: `KeyUnavailable`, a 503, where the sender's
    side could not be reached.
    """
    fetched = source.provider.fetched_key
    if fetched is None:
        return source.receive(message, now)
    outcome = await _with_key(source, fetched, message, now, keys)
    if isinstance(outcome, Reply) and outcome.confirm:
        await keys.confirm(outcome.confirm)
    return outcome


async def _with_key(
    source: Source, fetched: FetchedKey, message: Message, now: float, keys: Keys
) -> Outcome:
    """Fetch the key, and once more if the message names one that is newer than what is kept."""
    url = fetched.url(message)
    if url == fetched.test_url:
        return source.receive(message, now, _test_key(source))
    document = await keys.document(url, fetched.check)
    try:
        return source.receive(message, now, document)
    except KeyUnknown:
        newer = await keys.document(url, fetched.check, renewed=True)
        return source.receive(message, now, newer)


def _test_key(source: Source) -> bytes:
    if not source.test_key:
        message = "the message is signed with a test key, and RECEIVER_TEST_KEYS is not set here"
        raise SignatureInvalid(message)
    return source.test_key
