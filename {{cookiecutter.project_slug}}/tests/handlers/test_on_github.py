"""The example handler for GitHub: change it together with the handler."""

from structlog.testing import capture_logs

from fake import delivery
from handlers.on_github import Push, announce


async def test_announce() -> None:
    """A push is announced."""
    body = b'{"ref": "refs/heads/main", "repository": {"full_name": "octo/hello", "id": 1}}'
    with capture_logs() as logs:
        await announce(delivery(body=body), Push.model_validate_json(body))
    assert ["octo/hello"] == [line["repository"] for line in logs]
