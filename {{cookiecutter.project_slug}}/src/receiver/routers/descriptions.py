"""The OpenAPI description of a source's endpoint, made from its provider's declaration."""

import json
from typing import Any

from receiver.handshakes import Reply
from receiver.headers import Header
from receiver.providers.base import Provider, Sample
from receiver.services.samples import filled
from receiver.services.verification import Source
from receiver.signatures.custom import Custom
from receiver.signatures.schemes import Scheme

ACCEPTED, DUPLICATE = 202, 200
ANSWERS = {
    DUPLICATE: "A duplicate: stored before, nothing to do.",
    ACCEPTED: "Accepted: the exact bytes are committed.",
    400: "Signed, but without an id or an event, or not JSON.",
    401: "The signature fits no live secret, or its timestamp is not of now.",
    405: "Another method than POST, or a question that is no handshake.",
    408: "The body did not arrive in time.",
    413: "The body is larger than the cap.",
    415: "The body has a Content-Encoding.",
    503: "Not stored: try again after Retry-After seconds.",
}
FIELD_ERRORS = "The payload does not fit the model of its handler; `detail` lists the fields."
DEMANDED = "Committed, now or before: what the sender demands to hear."


def description(source: Source) -> dict[str, Any]:
    """Return what `add_api_route` is to say about a source: headers, body, answers."""
    provider = source.provider
    answers = _answers(provider)
    return {
        "status_code": ACCEPTED if ACCEPTED in answers else min(answers),
        "description": _prose(provider),
        "responses": {status: {"description": text} for status, text in answers.items()},
        "openapi_extra": {"parameters": _headers(provider), "requestBody": _body(provider)},
    }


def _answers(provider: Provider) -> dict[int, str]:
    """Return what each status says, where the sender demands others those in their place."""
    answers = ANSWERS | {provider.rejection: ANSWERS[401]}
    if provider.ours:
        answers[422] = FIELD_ERRORS
    if isinstance(provider.ack, Reply):
        del answers[DUPLICATE], answers[ACCEPTED]
        answers[provider.ack.status] = DEMANDED
    return answers


def _prose(provider: Provider) -> str:
    scheme = provider.scheme
    where = scheme.where if isinstance(scheme, Custom) else scheme.place
    deadline = f"It waits {provider.waits()} for an answer. " if provider.waits() else ""
    return (
        f"Signed as [{provider.title} documents it]({provider.docs}), in {where}. {deadline}"
        f"Retries: {provider.retries}."
    )


def _headers(provider: Provider) -> list[dict[str, Any]]:
    """Describe the signature's headers and those that the provider's samples carry."""
    names = dict.fromkeys(_of_the_signature(provider.scheme), True)
    for sample in provider.samples:
        names |= dict.fromkeys(sample.headers, False)
    return [
        {"name": name, "in": "header", "required": required, "schema": {"type": "string"}}
        for name, required in names.items()
    ]


def _of_the_signature(scheme: Scheme | Custom) -> list[str]:
    """Return the headers that every delivery has; one that may be elsewhere is in the prose."""
    if isinstance(scheme, Custom):
        return sorted(name.decode() for name in scheme.headers)
    return [scheme.place.name] if isinstance(scheme.place, Header) else []


def _body(provider: Provider) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for sample in provider.samples:
        media = content.setdefault(sample.content_type.partition(";")[0], {"examples": {}})
        media["examples"][sample.event] = {"value": _value(sample)}
    return {"required": True, "content": content}


def _value(sample: Sample) -> Any:  # noqa: ANN401 - JSON is anything
    """Return the body of a sample as people would read it."""
    body = filled(sample.body, "evt_0001", 1_760_000_000)
    try:
        return json.loads(body)
    except ValueError:
        return body
