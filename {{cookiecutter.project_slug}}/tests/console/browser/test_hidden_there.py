"""A page that nobody sees asks nothing, until somebody does."""

import pytest

from console.browser.browsing import Window

HIDE = "Object.defineProperty(document, 'hidden', {get: () => window.isHidden, configurable: true})"
TELL = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.mark.usefixtures("thorough")
def test_hidden(window: Window) -> None:
    """While a tab is hidden the service is not asked; when it is seen again, at once."""
    page = window().page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(f"window.isHidden = true; {HIDE}; {TELL}")
    page.wait_for_timeout(2600)
    asked.clear()
    page.wait_for_timeout(2600)
    assert [] == asked
    page.evaluate(f"window.isHidden = false; {TELL}")
    page.wait_for_timeout(1000)
    assert 1 == len(asked)
