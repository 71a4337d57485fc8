"""Forms: only those of our own pages do something, and only within limits."""

from console.visiting import OURS, Visitor, visiting
from inboxes import stored
from operating import states
from receiver.deliveries import State
from receiver.storage.engine import Database


def test_forms_of_others(database: Database, visitor: Visitor) -> None:
    """A form of another site does nothing, nor one without our token, or of another kind."""
    stored(database)
    path, fields = "/deliveries/1/act", {"act": "ignore", "reason": "x"}
    origin = {"Origin": "http://localhost"}
    for headers in (
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        OURS | {"Content-Type": "text/database"},
    ):
        assert visitor.post(path, headers, **fields).status_code in {403, 415}
    for token in ("", "x", "é"):
        assert 403 == visitor.post(path, OURS, **fields, token=token).status_code
    assert [State.RECEIVED] == states(database)
    assert 303 == visitor.post(path, origin, **fields).status_code
    assert [State.IGNORED] == states(database)


def test_large_forms(visitor: Visitor) -> None:
    """A form is read up to a limit, of its size and of its fields."""
    assert 413 == visitor.post("/deliveries/1/act", reason="x" * 70_000).status_code
    many = {f"f{number}": "" for number in range(60)}
    assert 400 == visitor.post("/deliveries/1/act", **many).status_code


def test_cookies(database_url: str) -> None:
    """Cookies are out of reach of scripts and other sites, and behind https of http as well."""
    with visiting(database_url, url="http://localhost") as visitor:
        plain = visitor.sign_in().headers.get_list("set-cookie")
    with visiting(database_url, url="https://hooks.example.com") as visitor:
        visitor.get("/sign-in")
        token = visitor.client.cookies["__Host-receiver-console-form"]
        secure = visitor.sign_in(token=token).headers.get_list("set-cookie")
        assert 200 == visitor.get().status_code
    assert [True, True] == [each.startswith("receiver-console=") for each in plain] * 2
    assert [True] == [each.startswith("__Host-receiver-console=") for each in secure]
    assert all("; Secure" in each for each in secure)
    for each in (*plain, *secure):
        assert {"HttpOnly", "Max-Age=28800", "Path=/", "SameSite=lax"} <= {*each.split("; ")}
