"""Methods that are none of HTTP's are refused before anybody counts them."""

import pytest
from starlette.testclient import TestClient

from fake import parts
from receiver.main import create_app


@pytest.mark.parametrize(
    ("method", "status"), [("GET", 200), ("PUT", 405), ("CANARY", 501), ("get", 501)]
)
def test_methods(database_url: str, method: str, status: int) -> None:
    """One that nobody knows is answered 501, and is no label."""
    with TestClient(create_app(parts(database_url=database_url))) as client:
        scope = client.build_request("GET", "/livez")
        scope.method = method
        answer = client.send(scope)
        metrics = client.get("/metrics").text
    assert status == answer.status_code
    assert status != 501 or f'method="{method}"' not in metrics
