"""Requests: the source, the message and the key's document that a line describes."""

from receiver import providers
from receiver.choices import nearest
from receiver.commands.lines import Line
from receiver.messages import Message
from receiver.providers.base import Provider
from receiver.services.verification import Source
from receiver.trust import Option, Trust


def message_of(line: Line) -> Message:
    """Return the message that a line describes."""
    headers = [
        (name.lower().encode(), value.encode())
        for name, values in line.headers.items()
        for value in values
    ]
    body = line.body.encode() if line.body_base64 is None else line.body_base64
    return Message(line.method, line.url, headers, body)


def source_of(line: Line) -> Source:
    """Return the source that a line describes; raises `ValueError`, in words."""
    name, valid = line.provider, providers.names()
    if name not in valid:
        reason = f"no provider {name}; {nearest(name, valid)}"
        raise ValueError(reason)
    provider = providers.load(name)
    options = {each.name: value for each in provider.options if (value := _option(each, line))}
    return Source(name, name, provider, Trust(keys=_keys(provider, line), options=options))


def document_of(line: Line, source: Source, message: Message) -> bytes:
    """Return what the key's URL would yield, for providers whose keys are fetched.

    Raises `ValueError` if the line does not say it, or does so for any other provider, and a
    `ReceiverError` for a message that names no URL of the sender.
    """
    fetched, title = source.provider.fetched_key, source.provider.title
    if line.cert and not fetched:
        reason = f"cert: {title} publishes no key that would be fetched; leave it out"
        raise ValueError(reason)
    if fetched and not line.cert:
        source.check(message)
        reason = f"cert is missing: give what {fetched.url(message)} yields, in PEM"
        raise ValueError(reason)
    return line.cert.encode()


def _keys(provider: Provider, line: Line) -> tuple[bytes, ...]:
    """Return the decoded secrets, of providers that share any."""
    kind = provider.scheme.secret
    if kind is None:
        return ()
    if not line.secrets and all(each.signed for each in provider.handshakes):
        reason = f"secrets: one or more are needed: {kind.says}"
        raise ValueError(reason)
    try:
        return tuple(map(kind.decode, line.secrets))
    except ValueError:
        reason = f"secrets: one of them is not {kind.says}"
        raise ValueError(reason) from None


def _option(option: Option, line: Line) -> str:
    """Return the value of an option: a member of the line, or what identifies as a secret."""
    stands_for = line.secrets[:1] if option.identifies else []
    value = line.option(option.name) or "".join(stands_for)
    if not value and option.required and not option.narrows:
        reason = f"{option.name} is missing: {option.says}"
        raise ValueError(reason)
    try:
        if value:
            option.check(value)
    except ValueError as error:
        reason = f"{option.name}: {error}"
        raise ValueError(reason) from None
    return value
