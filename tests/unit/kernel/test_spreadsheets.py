"""What leaves as a table opens right in Excel: no formulas, no lost zeros, real days and money."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest

from app.kernel.spreadsheets import Ore, as_csv, as_xlsx, plain

HEAD = ("Ärende", "Sökt", "Dag")
ROWS = [("2017/0003", Ore(60_000_000), date(2017, 2, 24)), ("=1+1", Ore(125_050), None)]


def sheet(content: bytes) -> openpyxl.worksheet.worksheet.Worksheet:
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = book.active
    assert found is not None
    return found


def test_csv_has_a_mark_for_utf_8_semicolons_and_a_decimal_comma():
    assert as_csv(HEAD, ROWS).decode("utf-8") == (
        '\ufeffÄrende;Sökt;Dag\r\n"=""2017/0003""";600000;2017-02-24\r\n\'=1+1;1250,5;\r\n'
    )


@pytest.mark.parametrize("text", ["=1+1", "+46", "-cmd", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_becomes_text(text):
    assert plain(text) == f"'{text}"


@pytest.mark.parametrize("text", ["0046", "2017/0003", "894701-8480", "670-6600", "2017-02"])
def test_a_name_that_looks_like_a_number_keeps_its_signs(text):
    assert plain(text) == f'="{text}"'


@pytest.mark.parametrize("text", ["Vägen vidare", "12 personer", "", "46", '="0"&A1'])
def test_other_text_is_left_or_stopped_but_never_a_calculation(text):
    written = plain(text)

    assert written in {text, f"'{text}"}
    assert written.startswith("'") or not text.startswith("=")


def test_a_workbook_holds_text_numbers_and_days_as_what_they_are():
    found = sheet(as_xlsx("Ansökningar", HEAD, ROWS, made_on=date(2017, 3, 1)))

    cells = [[cell.value for cell in row] for row in found.iter_rows()]
    assert cells == [
        list(HEAD),
        ["2017/0003", 600_000, datetime(2017, 2, 24)],  # noqa: DTZ001 -- a day in a sheet
        ["=1+1", 1250.5, None],
    ]
    assert [cell.data_type for cell in found["A"]] == ["s", "s", "s"]
    assert found.freeze_panes == "A2"
    assert found.auto_filter.ref == "A1:C3"


def test_the_same_rows_give_the_same_workbook():
    made = [as_xlsx("Ansökningar", HEAD, ROWS, made_on=date(2017, 3, 1)) for _ in range(2)]

    assert made[0] == made[1]


def test_an_empty_table_has_its_head():
    found = sheet(as_xlsx("Ansökningar", HEAD, [], made_on=date(2017, 3, 1)))

    assert [cell.value for cell in found[1]] == list(HEAD)
