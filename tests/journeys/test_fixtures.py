"""The tools of the journeys see what they are there to see."""

from playwright.sync_api import Page

from tests.journeys.conftest import Transfer, axe_violations, overflow


def test_axe_finds_a_picture_without_words_and_a_field_without_label(page: Page):
    page.set_content("<main><h1>Faults</h1><img src='data:,'><input name=title></main>")
    found = " ".join(axe_violations(page))
    assert "image-alt" in found
    assert "label" in found


def test_axe_is_silent_on_a_good_page(page: Page):
    page.set_content(
        "<!doctype html><html lang=en><title>A page</title>"
        "<main><h1>A page</h1><label>Title <input></label></main></html>"
    )
    assert axe_violations(page) == []


def test_a_page_wider_than_its_window_is_noticed(page: Page):
    page.set_viewport_size({"width": 320, "height": 600})
    page.set_content("<div style='width: 500px'>wide</div>")
    assert overflow(page) > 100


def test_a_request_to_another_host_is_noticed(page: Page, nothing_from_other_hosts: list[str]):
    page.set_content("<img src='https://unreachable.invalid/a.png' alt=''>")
    page.wait_for_timeout(100)
    assert nothing_from_other_hosts == ["https://unreachable.invalid/a.png"]
    nothing_from_other_hosts.clear()


def test_what_the_browser_reports_is_noticed(page: Page, no_error_in_the_browser: list[str]):
    page.evaluate("console.error('a fault')")
    assert no_error_in_the_browser == ["a fault"]
    no_error_in_the_browser.clear()


def test_a_visit_is_counted_in_kilobytes(live_server, page: Page):
    transfer = Transfer(page)
    page.goto(f"{live_server.url}/static/portal/servanda.css")
    assert 0 < transfer.kilobytes() < 60
