"""A source's endpoint: stored first, answered then, and refused in words that help."""

from pydantic import BaseModel
from starlette.testclient import TestClient

from fake import parts, signed
from receiver import Delivery, on
from receiver.main import create_app


class Signup(BaseModel):
    """What the handler asks for."""

    user_id: int


@on("fake", "signup", check_first=True)
def welcome(_delivery: Delivery, _payload: Signup) -> None:
    """Ask for the payload to be checked before the answer."""


def test_accepted_and_duplicate(database_url: str) -> None:
    """A new delivery is answered 202 with its key, the same again 200."""
    headers = signed(delivery_id="a")
    with TestClient(create_app(parts(database_url=database_url))) as client:
        answers = [client.post("/webhooks/fake", content=b"{}", headers=headers) for _ in "ab"]
    assert [202, 200] == [answer.status_code for answer in answers]
    assert {"status": "accepted", "id": "a", "event": "ping", "key": 1} == answers[0].json()
    assert {"status": "duplicate", "id": "a", "event": "ping"} == answers[1].json()


def test_trailing_slash(database_url: str) -> None:
    """A trailing slash is no redirect, which a sender would not follow with its body."""
    with TestClient(create_app(parts(database_url=database_url))) as client:
        answer = client.post(
            "/webhooks/fake/", content=b"{}", headers=signed(), follow_redirects=False
        )
    assert 202 == answer.status_code


def test_payload_that_does_not_fit(database_url: str) -> None:
    """A sender of our own hears which fields do not fit, and may send the mended delivery."""
    with TestClient(create_app(parts([welcome], database_url=database_url))) as client:
        refused, mended = (
            client.post(
                "/webhooks/fake",
                content=body,
                headers=signed(body, event="signup", delivery_id="a"),
            )
            for body in (b'{"user_id": "canary"}', b'{"user_id": 1}')
        )
    assert (422, ["body", "user_id"]) == (refused.status_code, refused.json()["detail"][0]["loc"])
    assert "canary" not in refused.text
    assert 202 == mended.status_code


def test_database_in_trouble() -> None:
    """While nothing can be stored, the answer is 503 and when to try again, never a 2xx."""
    with TestClient(create_app(parts(database_url="sqlite:///without-tables.sqlite3"))) as client:
        answer = client.post("/webhooks/fake", content=b"{}", headers=signed())
    assert (503, "5") == (answer.status_code, answer.headers["retry-after"])
    assert "application/problem+json" == answer.headers["content-type"]
