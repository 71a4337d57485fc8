"""Acting in a browser: what people do there, and what they see come of it."""

import pytest
from playwright.sync_api import expect

from console.browser.browsing import Window
from processes import until
from receiver.deliveries import State
from world import World


def state_of(place: World, delivery_id: str) -> State:
    """Return the state that a delivery is in."""
    return next(each.state for each in place.deliveries() if each.id == delivery_id)


def test_replay(place: World, window: Window) -> None:
    """Somebody filters, opens what is dead, replays it, and sees it become done."""
    fails = place.folder / "fail"
    fails.touch()
    place.deliver(event="fragile", delivery_id="browsed")
    until(lambda: state_of(place, "browsed") is State.DEAD)
    fails.unlink()
    page = window().page
    page.keyboard.press("/")
    expect(page.get_by_label("Id")).to_be_focused()
    page.keyboard.type("browsed")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="fragile").click()
    expect(page.locator("#state")).to_have_text("dead")
    expect(page.locator("#timeline")).to_contain_text("ConnectionError")
    page.get_by_text("Replay…").click()
    page.get_by_label("Reason, if you like").fill("it is mended")
    page.evaluate("window.stayed = true")
    page.get_by_role("button", name="Replay it").click()
    expect(page.locator("#state")).to_have_text("done")
    expect(page.locator("#timeline")).to_contain_text("ada (console)")
    expect(page.locator("#timeline")).to_contain_text("it is mended")


@pytest.mark.usefixtures("thorough")
def test_many(place: World, window: Window) -> None:
    """Somebody counts what fits a filter, and has it ignored for a reason."""
    page = window().page
    page.locator("#tiles").get_by_role("link", name="dead").click()
    page.get_by_role("link", name="Ignore all that fit…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ignore 3 deliveries?")
    page.get_by_label("Reason").fill("their test")
    page.get_by_role("button", name="Ignore 3").click()
    expect(page.locator("#operations")).to_contain_text("3 of 3 done")
    assert State.DEAD not in {each.state for each in place.deliveries()}


@pytest.mark.usefixtures("thorough")
def test_without_javascript(window: Window) -> None:
    """Without scripts everything works, but for what is live."""
    page = window(java_script_enabled=False).page
    page.get_by_label("Event").fill("order.shipped")
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("link", name="order.shipped").first.click()
    page.get_by_text("Replay…").click()
    page.get_by_role("button", name="Replay it").click()
    expect(page.locator("#timeline")).to_contain_text("ada (console)")
    assert not page.get_by_role("button", name="Live").is_visible()
