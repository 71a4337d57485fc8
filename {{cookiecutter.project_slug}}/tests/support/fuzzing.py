"""Messages of no sender: real ones, changed at random, some of them signed all the same."""

import json
from dataclasses import replace
from random import Random

from starlette.responses import Response

import garbage
from drafts import Draft, drafts, of
from forging import NOW
from receiver.errors import ReceiverError
from receiver.handshakes import Reply
from receiver.messages import Message
from receiver.signatures.signing import Request
from senders import sender

METHODS = ("GET", "HEAD", "OPTIONS", "PUT", "", "post")


def change(random: Random, changed: Draft) -> None:
    """Change one thing about a draft: a header, the body, the URL's query, the method."""
    at = random.randrange(len(changed.headers) + 1)
    name, old = changed.headers[at] if at < len(changed.headers) else (b"content-type", b"")
    line = (name, garbage.value(random, old))
    match random.randrange(16):
        case 0:
            changed.method = random.choice(METHODS)
        case 1 | 2:
            query = garbage.value(random, changed.url.partition("?")[2].encode())
            changed.url = f"{changed.url.partition('?')[0]}?{query.decode('latin-1')}"
        case 3:
            del changed.headers[at : at + 1]
        case 4 | 5:
            changed.headers.append(random.choice((line, (name, old))))
        case 6 | 7 | 8 | 9:
            changed.headers[at : at + 1] = [line]
        case _:
            changed.body = garbage.body(random, changed.body)


def signed(name: str, changed: Draft) -> Draft:
    """Return a draft signed, or as it is where its sender could not."""
    headers = {key.decode("latin-1"): each.decode("latin-1") for key, each in changed.headers}
    try:
        request = sender(name).signed(Request(changed.url, headers, changed.body), NOW)
    except (ReceiverError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return changed
    return of(request, changed.method)


def message(random: Random, name: str) -> Message:
    """Return a message: changed up to three times, signed or not, and perhaps changed again.

    To sign with RSA takes its time, so that is done less often.
    """
    chosen = random.choice(drafts(name))
    changed = replace(chosen, headers=[*chosen.headers])
    for _ in range(random.randrange(4)):
        change(random, changed)
    if not random.randrange(12 if sender(name).provider.fetched_key else 2):
        changed = signed(name, changed)
    if not random.randrange(3):
        change(random, changed)
    return changed.message()


def sendable(reply: Reply) -> int:
    """Return the status of a reply; one that cannot be sent raises."""
    return Response(reply.body, reply.status, reply.headers).status_code


def status(name: str, sent: Message) -> int:
    """Return the status of the answer; what can be neither answered nor stored raises."""
    sending = sender(name)
    fetched, answer = sending.provider.fetched_key, sending.provider.answer
    try:
        if fetched:
            fetched.url(sent)
        outcome = sending.source().receive(sent, NOW, sending.document())
    except ReceiverError as error:
        return error.status
    if isinstance(outcome, Reply):
        return sendable(outcome)
    for each in outcome.deliveries:
        assert f"{each.id}{each.event}{each.once}".isprintable()
        json.dumps(dict(each.headers)).encode()
        if reply := answer(each):
            sendable(reply)
    return 202
