"""Looking at the console in a browser: it lives, it can be used by all, and harms nobody."""

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import expect

from console.browser.browsing import Window
from console.strangers import sent
from console.visiting import READER_PASSWORD
from proof import Proof
from receiver.deliveries import State
from receiver.storage.opening import open_database
from world import World

PHONE = {"viewport": {"width": 375, "height": 760}, "is_mobile": True, "has_touch": True}
PAGES = ("/?since=x", "/operations", "/act?act=ignore&state=dead", "/nothing", "", "/deliveries/65")
"""Those at the end are looked at in the short form, too."""
WIDTH = "document.documentElement.scrollWidth"


def test_live(place: World, window: Window) -> None:
    """What comes is on the list without a reload, and told; the focus stays where it is."""
    page = window().page
    page.evaluate("window.stayed = true")
    page.keyboard.press("j")
    page.keyboard.press("j")
    before = page.evaluate("document.activeElement.href")
    place.deliver(event="slow", delivery_id="live")
    row = page.locator("#rows tr", has_text="live").first
    expect(row).to_contain_text("slow")
    expect(row).to_contain_text("done")
    expect(page.locator("#said")).to_have_text("One new delivery")
    assert (True, before) == (
        page.evaluate("window.stayed"),
        page.evaluate("document.activeElement.href"),
    )
    page.get_by_role("button", name="Live").click()
    place.deliver(event="ping", delivery_id="paused")
    page.wait_for_timeout(2500)
    expect(page.locator("#rows")).not_to_contain_text("paused")
    page.get_by_role("button", name="Paused").click()
    expect(page.locator("#rows")).to_contain_text("paused")


def test_strangers(place: World, window: Window, proof: Proof) -> None:
    """What strangers send is read, and does nothing."""
    with open_database(place.database_url) as database:
        count = sent(database)
    looker = window()
    newest = place.deliveries()[0].key
    for key in range(newest - count + 1, newest + 1)[: proof.of(4, count)]:
        looker.open(f"/deliveries/{key}")
        assert 1 == looker.page.locator("h1").count()
        assert 1 == looker.page.locator("script").count()
    looker.open("/?state=dead")
    dead = [each for each in place.deliveries() if each.state is State.DEAD]
    assert len(dead) == looker.page.locator("#rows tr").count()


def test_accessible(window: Window, scheme: str, proof: Proof) -> None:
    """Nothing on a page keeps anybody out, as far as axe can tell."""
    looker = window(color_scheme=scheme)
    for path in PAGES if proof.full else PAGES[-1:]:
        looker.open(path)
        found = Axe().run(looker.page).response["violations"]
        assert [] == [(path, each["id"], each["nodes"][0]["html"]) for each in found]


def test_phone(window: Window, proof: Proof) -> None:
    """On a phone nothing has to be scrolled sideways."""
    looker = window(READER_PASSWORD, **PHONE)
    for path in PAGES[-proof.of(2, len(PAGES)) :]:
        looker.open(path)
        assert (path, 375) == (path, looker.page.evaluate(WIDTH))


def test_keyboard(window: Window) -> None:
    """The content is one key away, and everything is reached, and seen to be, by Tab."""
    page = window().page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        after = "getComputedStyle(document.activeElement, '::after').outlineStyle"
        assert "solid" in {page.evaluate(outline), page.evaluate(after)}
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"live", "id", "state", "source", "event", "since", "until", "open"} <= {*seen}
