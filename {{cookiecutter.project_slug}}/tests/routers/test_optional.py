"""What a project may have been made without: found only when the settings ask for it."""

import pytest
from starlette.testclient import TestClient

from fake import parts, settings
from receiver.errors import SettingsInvalid
from receiver.main import create_app
from receiver.routers import optional

NOWHERE = "receiver.no_such_package"


def test_not_asked_for() -> None:
    """Without options nothing is looked for, whether it is there or not."""
    assert None is optional.console(settings(), NOWHERE)


def test_not_there() -> None:
    """Options of what the project was made without are a mistake that names them."""
    with pytest.raises(SettingsInvalid) as found:
        optional.console(settings(console={"password": "canary"}), NOWHERE)
    assert "RECEIVER_CONSOLE__PASSWORD: this project was made without the console" in str(
        found.value
    )
    assert "canary" not in str(found.value)


def test_nothing_at_its_address(database_url: str) -> None:
    """Where nobody is let in, there is nothing at `/console`."""
    with TestClient(create_app(parts(database_url=database_url))) as client:
        paths = ("/console", "/console/", "/console/sign-in", "/console/static/1/console.css")
        answers = [client.get(path) for path in paths]
    assert [(404, {"detail": "Not Found"})] * 4 == [
        (each.status_code, each.json()) for each in answers
    ]
