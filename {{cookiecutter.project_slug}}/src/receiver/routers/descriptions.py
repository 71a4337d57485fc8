"""The OpenAPI description of a source's endpoint, made from its provider's declaration."""

import json
from typing import Any

from receiver.providers.base import Provider, Source

ANSWERS = {
    200: "A duplicate: stored before, nothing to do.",
    202: "Accepted: the exact bytes are committed.",
    400: "Signed, but without an id or an event, or not JSON.",
    401: "The signature fits no live secret, or its timestamp is not of now.",
    405: "Another method than POST.",
    408: "The body did not arrive in time.",
    413: "The body is larger than the cap.",
    415: "The body has a Content-Encoding.",
    503: "Not stored: try again after Retry-After seconds.",
}
FIELD_ERRORS = {
    422: "The payload does not fit the model of its handler; `detail` lists the fields."
}


def description(source: Source) -> dict[str, Any]:
    """Return what `add_api_route` is to say about a source: headers, body, answers."""
    provider = source.provider
    answers = ANSWERS | (FIELD_ERRORS if provider.ours else {})
    return {
        "status_code": 202,
        "description": _prose(provider),
        "responses": {status: {"description": text} for status, text in answers.items()},
        "openapi_extra": {"parameters": _headers(provider), "requestBody": _body(provider)},
    }


def _prose(provider: Provider) -> str:
    deadline = f"It waits {provider.deadline:g} s for an answer. " if provider.deadline else ""
    return (
        f"Signed as [{provider.title} documents it]({provider.docs}). {deadline}"
        f"Retries: {provider.retries}."
    )


def _headers(provider: Provider) -> list[dict[str, Any]]:
    """Describe the signature's header and those that the provider's samples carry."""
    names = {provider.scheme.header.name: True}
    for sample in provider.samples:
        names |= {name: False for name in sample.headers if name != "Content-Type"}
    return [
        {"name": name, "in": "header", "required": required, "schema": {"type": "string"}}
        for name, required in names.items()
    ]


def _body(provider: Provider) -> dict[str, Any]:
    examples = {
        sample.event: {"value": json.loads(sample.body.replace("{id}", "evt_0001"))}
        for sample in provider.samples
    }
    return {"required": True, "content": {"application/json": {"examples": examples}}}
