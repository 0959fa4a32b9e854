"""Fills the application form as an applicant does: page by page, by the words of its questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, expect

from app.applications.domain.budget import CATEGORIES
from app.applications.domain.budget_words import FINANCIER_WORDS
from app.applications.domain.form import BUDGET, LATEST_FORM, sections
from app.applications.domain.questions import Field, Section, Sort
from tests.browser.acts import Visitor

Answers = Mapping[str, Any]


def fill_form(visitor: Visitor, answers: Mapping[str, Answers]) -> None:
    """Answer every page, beginning on the first one."""
    pages = sections(LATEST_FORM)
    for page, following in zip(pages, [*pages[1:], None], strict=True):
        fill_page(visitor, page, answers[page.key])
        visitor.press("Spara och fortsätt", following.title if following else "")


def fill_page(visitor: Visitor, page: Section, answers: Answers) -> None:
    """Answer one page without saving it."""
    if page.key == BUDGET:
        fill_budget(visitor, answers)
        return
    for question in page.fields:
        value = answers.get(question.name)
        if question.sort is Sort.ROWS:
            _rows(visitor, question, value or [])
        elif value is not None:
            _answer(visitor.page.get_by_role("main"), question, value)


def _rows(visitor: Visitor, question: Field, rows: list[Answers]) -> None:
    for number, row in enumerate(rows, 1):
        group = visitor.page.get_by_role("group", name=_row_name(question, number), exact=True)
        if group.count() == 0:
            _press_here(visitor, f"Lägg till {question.row_word}")
        for column in question.fields:
            if (value := row.get(column.name)) is not None:
                _answer(group, column, value)


def _row_name(question: Field, number: int) -> str:
    word = question.row_word
    return f"{word[:1].upper()}{word[1:]} {number}"


def _press_here(visitor: Visitor, name: str) -> None:
    """Press a button that adds a row: at once with scripts, a new page without."""
    button = visitor.page.get_by_role("button", name=name, exact=True)
    if visitor.scripted:
        button.click()
    else:
        with visitor.page.expect_navigation():
            button.click()


def _answer(where: Locator, question: Field, value: Any) -> None:
    if question.sort in {Sort.CHOICES, Sort.MUNICIPALITIES} or question.sort is Sort.YES_NO:
        _mark(where, question, value)
        return
    label = where.get_by_label(_label(question), exact=True)
    if question.sort is Sort.CHOICE:
        _choose(where, label, (question.choices or {})[value])
    else:
        label.fill(str(value))


def _choose(where: Locator, label: Locator, words: str) -> None:
    """Choose from a list, or among alternatives in sight."""
    if label.count() and label.first.evaluate("e => e.tagName") == "SELECT":
        label.select_option(label=words)
    else:
        where.get_by_label(words, exact=True).check()


def _mark(where: Locator, question: Field, value: Any) -> None:
    words = {"yes": "Ja", "no": "Nej"} if question.sort is Sort.YES_NO else question.choices
    box = where.get_by_label(_label(question), exact=True)
    if question.sort is Sort.MUNICIPALITIES and box.count():
        box.fill("\n".join(value))
        return
    for one in [value] if isinstance(value, str) else value:
        where.get_by_label((words or {}).get(one, one), exact=True).check()


def _label(question: Field) -> str:
    return question.label if question.required else f"{question.label} (valfritt)"


def fill_budget(visitor: Visitor, budget: Answers) -> None:
    """Write costs, what is applied for and who else pays; the page says that they agree."""
    page = visitor.page.get_by_role("main")
    for number, period in enumerate(budget["periods"], 1):
        if page.get_by_label(f"Period {number}", exact=True).count() == 0:
            with visitor.page.expect_navigation():
                page.get_by_role("button", name="Lägg till en period").click()
        page.get_by_label(f"Period {number}", exact=True).fill(period)
    with visitor.page.expect_navigation():
        page.get_by_role("button", name="Spara och räkna om").click()
    _costs(visitor, budget)
    for number, (year, ore) in enumerate(budget["applied"].items(), 1):
        _add_until(visitor, f"År, rad {number}", "Lägg till ett år")
        page.get_by_label(f"År, rad {number}", exact=True).fill(year)
        page.get_by_label(f"Sökt belopp i kronor, rad {number}", exact=True).fill(str(ore // 100))
    if visitor.scripted:
        expect(page.locator("[data-agreement-text]")).to_contain_text("stämmer överens")


def _costs(visitor: Visitor, budget: Answers) -> None:
    page = visitor.page.get_by_role("main")
    for number, cost in enumerate(budget["costs"], 1):
        _add_until(visitor, f"Slag, rad {number}", "Lägg till en kostnad")
        page.get_by_label(f"Slag, rad {number}", exact=True).select_option(
            label=CATEGORIES[cost["category"]]
        )
        page.get_by_label(f"Vad kostnaden är, rad {number}", exact=True).fill(cost["text"])
        payer = FINANCIER_WORDS.get(cost["financier"], cost["financier"])
        page.get_by_label(f"Betalas av, rad {number}", exact=True).fill(payer)
        for period, ore in cost["amounts"].items():
            label = f"{period} i kronor, rad {number}"
            page.get_by_label(label, exact=True).fill(str(ore // 100))


def _add_until(visitor: Visitor, label: str, button: str) -> None:
    if visitor.page.get_by_role("main").get_by_label(label, exact=True).count() == 0:
        _press_here(visitor, button)
