"""What a first visit on a phone transfers."""

import pytest

from tests.journeys.pages import ADDRESSES, ARTICLE

BUDGET = 110_000
RASTER = ("image/png", "image/jpeg", "image/webp", "image/avif", "image/gif")
IPHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}


def transferred(browser, address) -> dict[str, tuple[str, int]]:
    """Content type and bytes on the wire, headers included, of everything a first visit loads."""
    context = browser.new_context(**IPHONE)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    responses, sizes = {}, {}
    network.on("Network.responseReceived", lambda event: responses.update({event["requestId"]: event["response"]}))
    network.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(address, wait_until="networkidle")
    context.close()
    return {answer["url"]: (answer["mimeType"], int(sizes[number])) for number, answer in responses.items()}


def weight_without_pictures(loaded) -> int:
    return sum(size for kind, size in loaded.values() if kind not in RASTER)


def test_first_part_stays_within_its_budget(browser, site):
    loaded = transferred(browser, site.address + ARTICLE)
    assert weight_without_pictures(loaded) <= BUDGET, loaded


def test_style_sheet_script_and_both_fonts_are_counted(browser, site):
    kinds = {kind for kind, _size in transferred(browser, site.address + ARTICLE).values()}
    assert {"text/html", "text/css", "font/woff2"} <= kinds
    assert any("javascript" in kind for kind in kinds)


@pytest.mark.parametrize("kind", ["home", "articles", "series", "last-part", "team", "standard"])
def test_other_pages_stay_within_the_same_budget(browser, site, kind):
    loaded = transferred(browser, site.address + ADDRESSES[kind])
    assert weight_without_pictures(loaded) <= BUDGET, loaded


def test_text_is_compressed(browser, site):
    html_size = next(
        size for kind, size in transferred(browser, site.address + ARTICLE).values() if kind == "text/html"
    )
    with_javascript_off = browser.new_context(java_script_enabled=False)
    body = with_javascript_off.request.get(site.address + ARTICLE).body()
    with_javascript_off.close()
    assert html_size < len(body) / 3
