"""A fake sender that asks before it sends: each question is a header, which holds a token."""

from dataclasses import replace

from fake import PROVIDER as FAKE
from fake import SECRET
from receiver.errors import HandshakeRefused
from receiver.handshakes import Handshake, Reply
from receiver.messages import Message
from receiver.services.verification import Source
from receiver.trust import Trust


def question(name: str, method: str = "POST", *, signed: bool = True) -> Handshake:
    """Return a handshake that answers with the question's name, if the token is ours."""

    def answer(message: Message, trust: Trust) -> Reply | None:
        token = message.header(name.encode())
        if token is None:
            return None
        if token.decode() != trust.options["token"]:
            detail = "the token is another"
            raise HandshakeRefused(detail)
        return Reply(200, name.encode(), {"X-Asked": name})

    return Handshake(answer=answer, method=method, signed=signed)


PROVIDER = replace(
    FAKE,
    title="Asking",
    handshakes=(
        question("open", signed=False),
        question("get", "GET", signed=False),
        question("options", "OPTIONS", signed=False),
        question("first"),
        question("second"),
    ),
)
SOURCE = Source(
    "asking", "asking", PROVIDER, Trust(keys=(SECRET.encode(),), options={"token": "t"})
)
