"""Which requests the signature middleware takes for deliveries, by their path."""

import pytest

from behind import NOW, Behind
from fake import signed


@pytest.mark.parametrize(
    ("path", "root_path"),
    [
        ("/webhooks/fake", ""),
        ("/webhooks/fake/", ""),
        ("/api/webhooks/fake", "/api"),
        ("/api/v1/webhooks/fake/", "/api/v1"),
        ("/webhooks/webhooks/fake", "/webhooks"),
        ("/webhooks/fake", "/w"),
        ("/webhooks/fake", "/api"),
    ],
)
async def test_verified(path: str, root_path: str) -> None:
    """A proxy's prefix and a trailing slash do not matter."""
    behind = Behind()
    done = await behind.get(path, headers=signed(now=NOW), root_path=root_path)
    assert (202, ["fake"], []) == (
        done.status,
        [each.source for each in behind.accepted],
        behind.scopes,
    )


@pytest.mark.parametrize(
    "path", ["/webhooks/fake", "/webhooks/fake/", "/webhooks//fake", "/webhooks/"]
)
async def test_below_webhooks(path: str) -> None:
    """Nothing below /webhooks/ gets past unverified, however it is written."""
    behind = Behind()
    assert (await behind.get(path)).status in {401, 404}
    assert ([], []) == (behind.scopes, behind.accepted)


@pytest.mark.parametrize("path", ["/", "/livez", "/webhooks", "/Webhooks/fake", "/x/webhooks/fake"])
async def test_other_paths(path: str) -> None:
    """Every other path passes as it came, body and all."""
    behind = Behind()
    done = await behind.get(path, [b"a", b"b"], method="PUT")
    assert (200, [b"ab"]) == (done.status, behind.bodies)
    (scope,) = behind.scopes
    assert (path, behind) == (scope["path"], scope["state"]["running"])


async def test_no_request() -> None:
    """What is no request, such as the server's start, passes."""
    behind = Behind()
    await behind.get(type="lifespan")
    assert ["lifespan"] == [scope["type"] for scope in behind.scopes]
