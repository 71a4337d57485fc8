"""Pages fit what they are shown on: a phone, or paper."""

import pytest
from playwright.sync_api import expect

from console.browser.browsing import Window
from console.browser.test_looking_there import PHONE
from console.visiting import PASSWORD

OVERFLOWS = "(each) => each.scrollWidth > each.clientWidth"
IS_ONE_LINE = "(each) => each.clientHeight < 2 * parseFloat(getComputedStyle(each).lineHeight)"
COLOUR = "getComputedStyle(document.body).backgroundColor"
LIGHT = "rgb(250, 250, 248)"


def test_phone(window: Window) -> None:
    """On a phone bytes stay in their rows, and what is to be confirmed in the card's width."""
    looker = window(PASSWORD, **PHONE)
    looker.open("/deliveries/65?view=hex")
    assert looker.page.locator("pre.hex").evaluate(OVERFLOWS)
    looker.open("/act?act=replay&state=done")
    form = looker.page.locator(".confirm")
    right = form.bounding_box()["x"] + form.bounding_box()["width"]  # type: ignore[index]
    boxes = [each.bounding_box() for each in form.locator(".field, .button, button").all()]
    assert all(box and box["x"] + box["width"] <= right for box in boxes)
    assert form.locator("button").evaluate(IS_ONE_LINE)


@pytest.mark.usefixtures("thorough")
def test_paper(window: Window) -> None:
    """On paper a page is light, has all of its text, and nothing that could be clicked."""
    looker = window(color_scheme="dark")
    looker.open("/deliveries/65?view=hex")
    looker.page.emulate_media(media="print")
    assert LIGHT == looker.page.evaluate(COLOUR)
    body = looker.page.locator("pre.body")
    assert body.evaluate("(each) => each.scrollHeight <= each.clientHeight")
    expect(looker.page.locator("#acts")).to_be_hidden()
    expect(looker.page.get_by_role("button", name="Sign out")).to_be_hidden()
