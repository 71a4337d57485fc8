"""The documentation of each source's endpoint, as its provider declares it."""

from typing import Any

import pytest
from fastapi import FastAPI

from fake import PROVIDER, source
from receiver import providers
from receiver.providers.base import Provider, Source
from receiver.routers.webhooks import webhooks

PROVIDERS = {"fake": PROVIDER, **{name: providers.load(name) for name in providers.names()}}
each_provider = pytest.mark.parametrize("provider", PROVIDERS.values(), ids=PROVIDERS)


def documented(provider: Provider) -> dict[str, Any]:
    """Return what OpenAPI says about a source of this provider."""
    app = FastAPI()
    app.include_router(webhooks({"it": Source("it", "it", provider, (b"canary",))}))
    document = app.openapi()
    assert "canary" not in str(document)
    found: dict[str, Any] = document["paths"]["/webhooks/it"]
    return found


@each_provider
def test_post_alone(provider: Provider) -> None:
    """The endpoint takes a POST, and says whose deliveries it is for."""
    found = documented(provider)
    assert {"post"} == set(found)
    assert provider.title in found["post"]["summary"]
    assert provider.docs in found["post"]["description"]


@each_provider
def test_headers(provider: Provider) -> None:
    """The headers are listed; the signature's is required."""
    listed = {each["name"]: each["required"] for each in documented(provider)["post"]["parameters"]}
    assert listed[provider.scheme.header.name]
    sent = {name for sample in provider.samples for name in sample.headers}
    assert sent - {"Content-Type"} <= set(listed)
    assert [provider.scheme.header.name] == [name for name, required in listed.items() if required]


@each_provider
def test_examples(provider: Provider) -> None:
    """There is an example of each sample's body, without placeholders."""
    body = documented(provider)["post"]["requestBody"]
    assert body["required"]
    examples = body["content"]["application/json"]["examples"]
    assert {sample.event for sample in provider.samples} == set(examples)
    assert "{id}" not in str(examples)


@each_provider
def test_answers(provider: Provider) -> None:
    """Every answer of the status policy is described; 422 where it may be given."""
    answers = set(documented(provider)["post"]["responses"])
    expected = {"200", "202", "400", "401", "405", "408", "413", "415", "503"}
    assert expected == answers - {"422"}
    assert provider.ours == ("422" in answers)


def test_each_source_has_a_name_of_its_own() -> None:
    """Two sources of one provider are two operations."""
    app = FastAPI()
    app.include_router(webhooks({name: source(name) for name in ("a", "b")}))
    operations = [path["post"]["operationId"] for path in app.openapi()["paths"].values()]
    assert 2 == len(set(operations))
