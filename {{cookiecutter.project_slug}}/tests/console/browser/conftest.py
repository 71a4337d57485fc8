"""Fixtures: a browser, a service with a day behind it, and windows in which nothing goes wrong.

Both are this package's: while a browser is open, no other test can have an event loop.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import httpx2
import pytest
from playwright.sync_api import Browser

import servers
from console.browser.browsing import EXECUTABLE, MISSING, SETTINGS, Looker, Window, browser
from console.scenes import day
from receiver.storage.opening import open_database
from servers.children import free_port
from world import World


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have tests that are `thorough` in the full form alone, and pages looked at in dark before.

    Contrast is measured for both schemes, and forms are sent without a browser, in any case.
    """
    full = metafunc.config.getoption("--faults") == "full"
    if "scheme" in metafunc.fixturenames:
        metafunc.parametrize("scheme", ["light", "dark"] if full else ["dark"])
    if "thorough" in metafunc.fixturenames:
        metafunc.parametrize("thorough", [True] if full or "PICTURES" in os.environ else [])


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser."""
    if EXECUTABLE is None:
        pytest.skip(MISSING)
    with browser() as launched:
        yield launched


@pytest.fixture(scope="package")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A service with the console, and an inbox in which something has happened."""
    folder = tmp_path_factory.mktemp("console")
    with ExitStack() as stack:
        url = stack.enter_context(stack.enter_context(servers.shared("sqlite")).migrated(folder))
        with open_database(url) as database:
            day(database)
        client = stack.enter_context(httpx2.Client())
        world = World(client, free_port(), url, folder)
        stack.enter_context(world.service(**SETTINGS))
        yield world


@pytest.fixture
def window(chromium: Browser, place: World) -> Iterator[Window]:
    """What opens windows for somebody who signs in; in the end there is nothing to complain of."""
    lookers: list[Looker] = []
    with ExitStack() as stack:

        def opened(password: str = "", **options: object) -> Looker:
            looker = stack.enter_context(Looker.opened(chromium, place.url(""), **options))
            lookers.append(looker)
            looker.sign_in(password or SETTINGS["RECEIVER_CONSOLE__PASSWORD"])
            return looker

        yield opened
        assert [] == [each for looker in lookers for each in looker.complaints]
