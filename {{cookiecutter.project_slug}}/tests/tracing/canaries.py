"""Canaries in all that a sender sends, and the proof that no span has told of one."""

from arrangements import Deployment
from fake import SECRET, signed
from leaky import LEAKS
from tracing.collector import Collector

CANARIES = {"X-Own": "canary-header", "Cookie": "canary-cookie", "tracestate": "canary=state"}
NAMES = {"POST /webhooks/fake", "process fake"}


def send(deployment: Deployment, event: str, name: str, more: dict[str, str]) -> None:
    """Send a delivery of this name that is full of them."""
    body = b'{"user_id": "canary-body"}'
    headers = signed(body, event=event, delivery_id=name) | CANARIES | more
    url = deployment.url("/webhooks/fake?x=canary-query")
    assert 202 == deployment.client.post(url, content=body, headers=headers).status_code


def tells_nothing_else(collector: Collector) -> None:
    """Find nothing but the two kinds of spans, for all that was sent, and no canary in them."""
    spans, told = collector.spans(), b"".join(collector.requests)
    assert NAMES == {each.name for each in spans}
    assert {"fragile", *LEAKS} == {
        each.attributes["webhook.event"] for each in spans if each.name == "process fake"
    }
    assert [] == [each for each in ("canary", SECRET) if each.encode() in told]
