"""Twilio's signatures: an HMAC of the public URL and of the form's fields, sorted by name.

https://www.twilio.com/docs/usage/webhooks/webhooks-security

The URL is signed with or without its port, so both are tried. What is not a form is bound by
its SHA-256 in the URL's query.
"""

from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import urlsplit

from receiver.deliveries import FORM
from receiver.errors import Malformed, SignatureInvalid
from receiver.headers import Header
from receiver.messages import Message
from receiver.places import Query
from receiver.signatures.algorithms import Hmac
from receiver.signatures.encodings import BASE64
from receiver.signatures.signing import Request
from receiver.trust import Trust

SIGNATURE = Header("X-Twilio-Signature")
ALGORITHMS = {"sha1": Hmac("sha1", BASE64), "sha256": Hmac("sha256", BASE64)}
PORTS = {"https": 443, "http": 80}


def check_algorithm(value: str) -> None:
    """Raise `ValueError` unless it is one of the algorithms."""
    if value not in ALGORITHMS:
        reason = "is neither sha1 nor sha256"
        raise ValueError(reason)


def algorithm(trust: Trust) -> Hmac:
    """Return the algorithm that the source is configured with."""
    return ALGORITHMS[trust.options.get("algorithm") or "sha1"]


def is_form(message: Message) -> bool:
    """Say whether the body is a form, the fields of which are signed."""
    return message.content_type().lower().startswith(FORM)


def fields(message: Message) -> str:
    """Return names and values of the form, each distinct pair once, sorted; empty for no form."""
    if not is_form(message):
        return ""
    return "".join(name + value for name, value in sorted(set(message.form())))


def urls(url: str) -> Iterator[str]:
    """Return the URL as it is, and with its scheme's own port added or left out."""
    yield url
    parts = urlsplit(url)
    port = f":{PORTS.get(parts.scheme, 0)}"
    host = parts.netloc.removesuffix(port) if parts.netloc.endswith(port) else parts.netloc + port
    yield url.replace(parts.netloc, host, 1)


def is_bound(message: Message) -> bool:
    """Say whether the body is covered: by the fields of a form, or by its digest in the query."""
    digest = Query("bodySHA256").find(message)
    if digest is None:
        return is_form(message) or not message.body
    return digest == sha256(message.body).hexdigest()


def verify(message: Message, trust: Trust, _now: float) -> int:
    """Try each key on the URL with and without its port."""
    try:
        signatures, end, bound = SIGNATURE.raw(message), fields(message), is_bound(message)
        contents = [(url + end).encode(errors="surrogateescape") for url in urls(message.url)]
    except (Malformed, ValueError) as error:
        raise SignatureInvalid(str(error)) from None
    for index, key in enumerate(trust.keys):
        if bound and any([algorithm(trust).fits(key, each, signatures) for each in contents]):  # noqa: C419 - no early end
            return index
    reason = f"the signature in {SIGNATURE} fits no secret, or was made for another URL"
    raise SignatureInvalid(reason)


def sign(request: Request, trust: Trust, _now: int) -> Request:
    """Add the signature that Twilio would."""
    content = (request.url + fields(request.message())).encode(errors="surrogateescape")
    return request.with_headers(
        {SIGNATURE.name: algorithm(trust).sign(trust.keys[0], content).decode()}
    )
