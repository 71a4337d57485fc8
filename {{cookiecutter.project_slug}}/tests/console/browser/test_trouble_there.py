"""What a page that is open says when it is answered no more, or not to whoever has it open."""

import pytest
from playwright.sync_api import expect

from console.browser.browsing import Window


def test_no_answer(window: Window) -> None:
    """While the inbox does not answer the page says so in words, and goes on as soon as it does."""
    looker = window()
    page = looker.page
    page.route("**/console", lambda route: route.fulfill(status=503))
    live = page.locator("#live")
    expect(live).to_have_text("No answer")
    page.unroute("**/console")
    expect(live).to_have_text("Live")
    assert {"503"} == {each.partition("status of ")[2][:3] for each in looker.complaints}
    looker.complaints.clear()


@pytest.mark.usefixtures("thorough")
def test_session_ends(window: Window) -> None:
    """When the session ends the page asks to sign in, leads back, and goes with the way back."""
    looker = window()
    looker.open("/operations")
    looker.page.context.clear_cookies()
    looker.page.get_by_label("Password").wait_for()
    assert looker.page.url.endswith("/console/sign-in?next=%2Foperations")
    looker.page.go_back()
    looker.page.get_by_label("Password").wait_for()
