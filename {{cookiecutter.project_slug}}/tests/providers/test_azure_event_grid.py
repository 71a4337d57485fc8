"""Azure Event Grid: a secret in the URL or a header, validations, and events in batches."""

import json
from dataclasses import replace

import pytest

from receiver.errors import MethodWrong, SignatureInvalid
from receiver.handshakes import Reply
from receiver.messages import Message
from receiver.services.verification import Outcome, Verified
from receiver.signatures.signing import encoded
from receiver.trust import Trust
from senders import SECRET, sender

URL = "https://hooks.example.com/webhooks/azure_event_grid"
VALIDATION = {
    "eventType": "Microsoft.EventGrid.SubscriptionValidationEvent",
    "data": {"validationCode": "512d"},
}


def outcome(body: object, query: str = "", options: str = "", **headers: str) -> Outcome:
    """Return what comes of a message; `options` are the subscriptions that are ours."""
    trust = Trust(keys=(SECRET.encode(),), options={"subscriptions": options})
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    sent = Message("POST", URL + query, encoded(named), json.dumps(body).encode())
    return replace(sender("azure_event_grid").source(), trust=trust).receive(sent, 0)


def validated(options: str = "", body: object = (VALIDATION,), **headers: str) -> Outcome:
    """Return what a validation is answered."""
    return outcome(body, "", options, aeg_event_type="SubscriptionValidation", **headers)


def test_validation() -> None:
    """The code comes back with a 200, which a 202 would not do for."""
    reply = validated()
    assert isinstance(reply, Reply)
    assert (200, {"validationResponse": "512d"}) == (reply.status, json.loads(reply.body))


def test_whose_validation() -> None:
    """If the source says whose events it takes, others are not validated."""
    ours = validated("ORDERS other", aeg_subscription_name="orders")
    assert isinstance(ours, Reply)
    assert 200 == ours.status
    assert Reply(403) == validated("orders", aeg_subscription_name="theirs")
    assert Reply(403) == validated("orders")


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        [{"eventType": "Other", "data": {"validationCode": "1"}}],
        [{**VALIDATION, "data": {}}],
        [{**VALIDATION, "data": {"validationCode": "1" * 513}}],
    ],
)
def test_no_validation(body: object) -> None:
    """Anything else needs the secret."""
    with pytest.raises(SignatureInvalid):
        validated(body=body)


@pytest.mark.parametrize("headers", [{}, {"X_Webhook_Secret": SECRET}])
def test_batch(headers: dict[str, str]) -> None:
    """Each event of the array is a delivery, in either of Event Grid's schemas."""
    events = [{"id": "1", "eventType": "A"}, {"id": "1", "type": "B", "source": "/s"}]
    found = outcome(events, "" if headers else f"?secret={SECRET}", **headers)
    assert isinstance(found, Verified)
    assert [("1", "A"), ("1./s", "B")] == [(each.id, each.event) for each in found.deliveries]
    assert SECRET not in repr([dict(each.headers) for each in found.deliveries])


@pytest.mark.parametrize(
    "query", ["", "?secret=", "?secret=other", f"?secret={SECRET}&secret={SECRET}", f"#{SECRET}"]
)
def test_without_the_secret(query: str) -> None:
    """No other parameter will do, nor the right one twice."""
    with pytest.raises(SignatureInvalid):
        outcome([{"id": "1", "eventType": "A"}], query)


def test_header_first() -> None:
    """Where both are there the header counts, so that a wrong one is not helped by the URL."""
    with pytest.raises(SignatureInvalid):
        outcome([{"id": "1"}], f"?secret={SECRET}", X_Webhook_Secret="other")


def test_permission() -> None:
    """The handshake of CloudEvents is answered too; a GET is not."""
    lines = encoded({"WebHook-Request-Origin": "eventgrid.azure.net"})
    reply = sender("azure_event_grid").source().receive(Message("OPTIONS", URL, lines, b""), 0)
    assert isinstance(reply, Reply)
    assert "eventgrid.azure.net" == reply.headers["WebHook-Allowed-Origin"]
    with pytest.raises(MethodWrong):
        sender("azure_event_grid").source().receive(Message("GET", URL, lines, b""), 0)
