"""The style page in chromium: accessible everywhere, and the page scripts do what they promise."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from app.association.models import Association
from app.kernel import db
from tests.support import browser

PAGES = ("", "sammantrade", "protokoll", "anslagstavla", "konflikt", "fraga")
ERRORS = ("400", "401_lapsed", "403", "404", "409", "413", "422", "429", "500", "503")


def add_association(app):
    """Without an association every page is the one that founds it."""
    with app.app_context(), db.new_session() as session, db.committing(session):
        session.add(
            Association(
                name="Samordningsförbundet Skellefteå–Norsjö",
                organisation_number="222000-1883",
                town="Skellefteå",
            )
        )


@pytest.fixture
def guide(make_app):
    """The address of a server in developer mode."""
    app = make_app(developer=True)
    add_association(app)
    with browser.serving(app) as address:
        yield f"{address}/stilguide/"


def visit(page, address):
    """Open the page and wait for its scripts; before that it works by whole pages."""
    page.goto(address, wait_until="networkidle")


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", browser.WIDTHS)
def test_every_component_is_accessible(guide, open_page, axe, width, mode):
    page = open_page(guide, width=width, color_scheme=mode)

    for name in PAGES:
        assert page.goto(guide + name).status == 200
        axe(page)


@pytest.mark.parametrize("width", [1280, 320])
def test_every_error_page_is_accessible(guide, open_page, axe, width):
    page = open_page(guide, width=width)

    for code in ERRORS:
        assert page.goto(f"{guide}fel/{code}").status == 200
        axe(page)


def test_high_contrast_mode_keeps_the_shapes(guide, open_page, axe):
    page = open_page(guide, forced_colors="active")
    visit(page, guide + "sammantrade")

    axe(page)
    expect(page.locator(".step-current .mark")).to_be_visible()


def test_the_menu_opens_on_a_narrow_screen_without_scripts(guide, open_page):
    page = open_page(guide, width=320, javascript=False)
    visit(page, guide + "protokoll")
    listed = page.get_by_role("navigation", name="Paragrafer")
    expect(listed).to_be_hidden()

    page.get_by_role("button", name="Visa alla paragrafer").click()

    expect(listed).to_be_visible()
    expect(listed.get_by_role("link", name=re.compile("§ 9"))).to_have_attribute(
        "aria-current", "page"
    )


def test_focus_goes_to_the_error_summary_and_on_to_the_field(guide, open_page):
    page = open_page(guide)
    visit(page, guide)
    expect(page.locator("[data-error-summary]")).to_be_focused()

    page.get_by_role("link", name="Skriv en rubrik för ärendet.").click()

    expect(page.locator("#fel-heading")).to_be_focused()


def test_a_password_can_be_shown_and_hidden(guide, open_page):
    page = open_page(guide)
    visit(page, guide)
    field = page.locator("#password")

    page.get_by_role("button", name="Visa lösenordet").click()
    expect(field).to_have_attribute("type", "text")

    page.get_by_role("button", name="Dölj lösenordet").click()
    expect(field).to_have_attribute("type", "password")


def rows(page):
    """The texts of the att-satser in the middle of the minutes editor."""
    return page.eval_on_selector_all("[data-row] textarea", "all => all.map((a) => a.value)")


def names(page):
    """The form names of the same rows."""
    return page.eval_on_selector_all("[data-row] textarea", "all => all.map((a) => a.name)")


def test_att_satser_move_by_button_and_by_keyboard(guide, open_page):
    page = open_page(guide)
    visit(page, guide + "protokoll")
    first, second = rows(page)

    page.get_by_role("button", name="Flytta ned att-sats 1").click()
    assert rows(page) == [second, first]
    assert names(page) == ["clauses-0-text", "clauses-1-text"]
    ids = page.eval_on_selector_all("[data-row] input[type=hidden]", "all => all.map(i => i.value)")
    assert ids == ["42", "41"]

    page.locator("[data-row] textarea").first.press("Alt+ArrowDown")
    assert rows(page) == [first, second]


def test_att_satser_are_added_empty_and_removed(guide, open_page):
    page = open_page(guide)
    visit(page, guide + "protokoll")

    page.get_by_role("button", name="Lägg till en att-sats").click()
    expect(page.locator("[data-row] textarea").last).to_be_focused()
    page.keyboard.type("anteckna informationen till protokollet")
    assert names(page) == ["clauses-0-text", "clauses-1-text", "clauses-2-text"]
    new_id = page.locator("[name=clauses-2-id]")
    expect(new_id).to_have_value("")

    page.get_by_role("button", name="Ta bort att-sats 1").click()
    assert len(rows(page)) == 2
    assert rows(page)[1] == "anteckna informationen till protokollet"
    assert names(page) == ["clauses-0-text", "clauses-1-text"]


def test_the_mark_of_the_proposal_goes_when_someone_writes(guide, open_page):
    page = open_page(guide)
    visit(page, guide + "protokoll")
    mark = page.get_by_text("Från förslaget, inte ändrat")
    expect(mark).to_be_visible()

    page.locator("#background").press("End")
    page.keyboard.type("Mer.")

    expect(mark).to_have_count(0)


def test_ctrl_enter_saves_and_goes_to_the_next_paragraph(guide, open_page):
    page = open_page(guide)
    visit(page, guide + "protokoll")

    with page.expect_request(lambda r: r.method == "POST") as sent:
        page.locator("#background").press("Control+Enter")

    assert 'name="do"' in sent.value.post_data or "do=next" in sent.value.post_data


def test_an_item_moves_and_the_order_is_sent(guide, open_page):
    page = open_page(guide)
    visit(page, guide)
    listed = page.get_by_role("list", name="Dagordning")

    with page.expect_response(lambda r: r.request.method == "POST") as answer:
        page.get_by_role("button", name="Flytta ned Val av justerare").click()

    assert answer.value.status == 204
    assert "1,3,2,4,5" in answer.value.request.post_data
    expect(listed.get_by_role("listitem").nth(1)).to_contain_text("Årsredovisning")
    expect(page.get_by_text("Val av justerare är nu nummer 3 av 5.")).to_be_attached()


def test_an_item_can_be_dragged(guide, open_page):
    page = open_page(guide)
    visit(page, guide)
    listed = page.get_by_role("list", name="Dagordning").get_by_role("listitem")

    with page.expect_response(lambda r: r.request.method == "POST") as answer:
        listed.nth(4).drag_to(listed.nth(0), target_position={"x": 200, "y": 4})

    assert "5,1,2,3,4" in answer.value.request.post_data


def write(page, text):
    """Write at the end of the heading of the form that saves by itself."""
    field = page.locator("#ifyllt [name=heading]")
    field.press("End")
    field.press_sequentially(text)
    return field


def state(page):
    """The words beside the buttons that say what is saved."""
    return page.locator("[data-save-state]")


def test_writing_is_saved_after_a_moment_of_silence(guide, open_page):
    page = open_page(guide)
    visit(page, guide)

    write(page, " och mer")

    expect(state(page)).to_have_text(re.compile(r"^Sparat kl. \d\d\.\d\d$"))
    expect(page.locator("#ifyllt [name=version]")).to_have_value("8")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_without_net_the_text_stays_in_the_browser_and_is_saved_when_it_is_back(guide, open_page):
    page = open_page(guide)
    visit(page, guide)
    page.context.set_offline(True)

    write(page, " utan nät")
    expect(state(page)).to_have_text("Ingen kontakt – sparat på den här enheten")
    assert len(page.evaluate("Object.keys(localStorage)")) == 1

    page.context.set_offline(False)
    expect(state(page)).to_have_text(re.compile(r"^Sparat"))
    assert page.evaluate("Object.keys(localStorage)") == []


def test_text_that_was_never_saved_is_offered_back(guide, open_page):
    page = open_page(guide)
    page.route(
        "**/stilguide/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    visit(page, guide)
    write(page, " före strömavbrottet")
    expect(state(page)).to_have_text("Ingen kontakt – sparat på den här enheten")

    visit(page, guide)
    page.get_by_role("button", name="Hämta tillbaka texten").click()

    expect(page.locator("#ifyllt [name=heading]")).to_have_value(
        "Ansökan om medfinansiering, Vägen vidare före strömavbrottet"
    )
    expect(page.locator("#ifyllt [name=receivers][value=af]")).to_be_checked()
    expect(page.locator("#ifyllt [name=receivers][value=fk]")).not_to_be_checked()


def test_att_satser_that_were_never_saved_come_back_too(guide, open_page):
    page = open_page(guide)
    page.route(
        "**/stilguide/protokoll",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    visit(page, guide + "protokoll")
    page.get_by_role("button", name="Lägg till en att-sats").click()
    page.keyboard.type("anteckna informationen")
    expect(state(page)).to_have_text("Ingen kontakt – sparat på den här enheten")

    visit(page, guide + "protokoll")
    page.get_by_role("button", name="Hämta tillbaka texten").click()

    assert len(rows(page)) == 3
    assert rows(page)[2] == "anteckna informationen"


def test_a_conflict_is_shown_by_the_server(guide, open_page):
    page = open_page(guide)
    visit(page, guide)
    page.route(
        "**/stilguide/",
        lambda route: (
            route.fulfill(status=409, body="{}")
            if "json" in route.request.headers.get("accept", "") and route.request.method == "POST"
            else route.continue_()
        ),
    )

    with page.expect_navigation():
        write(page, " samtidigt")

    assert page.title().startswith("Stilguide")


def test_a_lapsed_login_keeps_the_text_and_says_what_to_do(guide, open_page):
    page = open_page(guide)
    visit(page, guide)
    page.route(
        "**/stilguide/",
        lambda route: (
            route.fulfill(status=401, body="{}")
            if route.request.method == "POST"
            else route.continue_()
        ),
    )

    write(page, " efter pausen")

    expect(state(page)).to_contain_text("Inloggningen har gått ut")
    assert len(page.evaluate("Object.keys(localStorage)")) == 1


def test_logging_out_removes_the_copies_of_the_browser(guide, open_page):
    page = open_page(guide)
    visit(page, guide + "protokoll")
    page.evaluate("localStorage.setItem('klubba:/x:', '{}')")
    page.route("**/logga-ut", lambda route: route.fulfill(status=204))

    page.get_by_role("button", name="Logga ut").click()

    assert page.evaluate("Object.keys(localStorage)") == []


def test_nothing_of_the_buttons_is_left_on_paper(guide, open_page):
    page = open_page(guide)
    visit(page, guide + "sammantrade")
    page.emulate_media(media="print")

    expect(page.get_by_role("navigation", name="Huvudmeny")).to_be_hidden()
    expect(page.locator(".button:visible")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
