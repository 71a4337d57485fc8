"""The documentation of each source's endpoint, as its provider declares it."""

from typing import Any

import pytest
from fastapi import FastAPI

from fake import source
from kinds import KINDS
from receiver import providers
from receiver.handshakes import Reply
from receiver.headers import Header
from receiver.providers.base import Provider
from receiver.routers.webhooks import webhooks
from receiver.services.verification import Source
from receiver.signatures.custom import Custom
from receiver.signatures.schemes import Scheme
from receiver.trust import Trust

PROVIDERS = {**KINDS, **{name: providers.load(name) for name in providers.names()}}
each_provider = pytest.mark.parametrize("provider", PROVIDERS.values(), ids=PROVIDERS)
STATUSES = {"400", "401", "405", "408", "413", "415", "503"}


def documented(provider: Provider) -> dict[str, Any]:
    """Return what OpenAPI says about a source of this provider."""
    trust = Trust(keys=(b"canary",), options={each.name: "canary" for each in provider.options})
    app = FastAPI()
    app.include_router(webhooks({"it": Source("it", "it", provider, trust, b"canary")}))
    document = app.openapi()
    assert "canary" not in str(document)
    found: dict[str, Any] = document["paths"]["/webhooks/it"]
    return found


def of_the_signature(scheme: Scheme | Custom) -> set[str]:
    """Return the headers without which no delivery is signed."""
    if isinstance(scheme, Custom):
        return {name.decode() for name in scheme.headers}
    return {scheme.place.name} if isinstance(scheme.place, Header) else set()


@each_provider
def test_post_alone(provider: Provider) -> None:
    """The endpoint takes a POST, and says whose deliveries it is for and where they are signed."""
    found = documented(provider)
    assert {"post"} == set(found)
    assert provider.title in found["post"]["summary"]
    scheme = provider.scheme
    where = scheme.where if isinstance(scheme, Custom) else scheme.place
    assert f"({provider.docs}), in {where}." in found["post"]["description"]


@each_provider
def test_headers(provider: Provider) -> None:
    """The headers are listed; those of the signature are required, if it stands in headers."""
    listed = {each["name"]: each["required"] for each in documented(provider)["post"]["parameters"]}
    assert {name for sample in provider.samples for name in sample.headers} <= set(listed)
    required = {name for name, needed in listed.items() if needed}
    assert of_the_signature(provider.scheme) == required


@each_provider
def test_examples(provider: Provider) -> None:
    """There is an example of each sample's body, in its media type and without placeholders."""
    body = documented(provider)["post"]["requestBody"]
    assert body["required"]
    examples = {
        (media, event)
        for media, content in body["content"].items()
        for event in content["examples"]
    }
    assert {
        (sample.content_type.partition(";")[0], sample.event) for sample in provider.samples
    } == examples
    for placeholder in ("{id}", "{number}", "{now}", "{now_ms}", "{now_iso}"):
        assert placeholder not in str(body)


@each_provider
def test_answers(provider: Provider) -> None:
    """Every answer of the status policy is described, and those that the sender demands."""
    answers = set(documented(provider)["post"]["responses"])
    own = {str(provider.ack.status)} if isinstance(provider.ack, Reply) else {"200", "202"}
    refused = {str(provider.rejection), *({"422"} if provider.ours else ())}
    assert {*STATUSES, *own, *refused} == answers


def test_each_source_has_a_name_of_its_own() -> None:
    """Two sources of one provider are two operations."""
    app = FastAPI()
    app.include_router(webhooks({name: source(name) for name in ("a", "b")}))
    operations = [path["post"]["operationId"] for path in app.openapi()["paths"].values()]
    assert 2 == len(set(operations))
