"""A browser that looks at the console: Chromium, driven by Playwright, and what it complains of.

Playwright brings no browser here: it is the system's. Errors in its console, violations of the
policy among them, dialogs and requests to other hosts are written down.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, sync_playwright

from console.visiting import PASSWORD, READER_PASSWORD

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
EXECUTABLE = next(filter(None, map(shutil.which, BROWSERS)), None)
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--font-render-hinting=none")
MISSING = "no browser is here: install Chromium (on Debian the package chromium)"
SETTINGS = {
    "RECEIVER_CONSOLE__PASSWORD": PASSWORD,
    "RECEIVER_CONSOLE__READER_PASSWORD": READER_PASSWORD,
}
REFUSED = "Failed to load resource: the server responded with a status of 4"
"""What Chromium says of every answer that is a refusal, as some are meant to be."""


@dataclass
class Looker:
    """A page, the address of the console, and what the browser complained of."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Write down what should not happen."""
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.on("request", self._follow)

    @classmethod
    @contextmanager
    def opened(cls, browser: Browser, origin: str, **options: Any) -> "Iterator[Looker]":  # noqa: ANN401 - as Playwright has them
        """Open a window on the console of a service, with a memory of its own."""
        context = browser.new_context(**options)
        context.set_default_timeout(15_000)
        yield cls(context.new_page(), f"{origin}/console")
        context.close()

    def open(self, path: str = "") -> None:
        """Go to a page of the console."""
        self.page.goto(self.url + path)

    def sign_in(self, password: str, who: str = "ada") -> None:
        """Sign in."""
        self.open("/sign-in")
        self.page.get_by_label("Your name").fill(who)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.get_by_role("heading", name="Deliveries").wait_for()

    def _hear(self, line: ConsoleMessage) -> None:
        if line.type in {"error", "warning"} and not line.text.startswith(REFUSED):
            self.complaints.append(line.text)

    def _dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _follow(self, request: Request) -> None:
        if not request.url.startswith(self.url):
            self.complaints.append(request.url)


class Window(Protocol):
    """Opens a window for somebody, and signs in."""

    def __call__(self, password: str = "", **options: object) -> Looker:
        """Return the window."""


@contextmanager
def browser() -> Iterator[Browser]:
    """Run a browser."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=EXECUTABLE, args=ARGUMENTS)
        yield launched
        launched.close()
