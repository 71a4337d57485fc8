"""A restart while somebody looks: nobody holds it up, and the page finds the service again."""

import signal
import time

import httpx2
import pytest
from playwright.sync_api import Browser, expect

from console.browser.browsing import SETTINGS, Looker
from console.visiting import PASSWORD
from servers.children import free_port
from world import World


@pytest.mark.usefixtures("thorough")
def test_restart(chromium: Browser, place: World) -> None:
    """The service ends within three seconds, the page says so, and is live with the next one."""
    with httpx2.Client() as client:
        world = World(client, free_port(), place.database_url, place.folder)
        with Looker.opened(chromium, world.url("")) as looker:
            for number in range(2):
                with world.service(**SETTINGS) as service:
                    if not number:
                        looker.sign_in(PASSWORD)
                    expect(looker.page.locator("#live")).to_have_text("Live")
                    world.deliver(delivery_id=f"after-{number}")
                    expect(looker.page.locator("#rows")).to_contain_text(f"after-{number}")
                    began = time.monotonic()
                    service.terminate()
                    assert service.wait(10) in {0, -signal.SIGTERM}
                    assert time.monotonic() - began < 3
                expect(looker.page.locator("#live")).to_have_text("Not reached")
