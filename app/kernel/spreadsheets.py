"""Tables for Swedish Excel: workbooks and CSV without formulas, lost zeros or invented dates."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter

from app.kernel import money

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Ore:
    """An amount of money in öre; written in kronor."""

    ore: int


Cell = str | int | date | Ore | None
Row = Sequence[Cell]

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What Excel would read as a number or a date although it is a name: 0046, 2017/0003, 894701-8480.
_LOOKS_COUNTED = re.compile(r"0\d+|\d+(?:[/-]\d+)+")
_WIDEST = 48  # characters


def as_csv(head: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return CSV that Excel in Swedish opens by a double click: semicolons and a mark for UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([_csv_cell(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, Ore):
        return f"{money.to_kronor(cell.ore).normalize():f}".replace(".", ",")
    if isinstance(cell, str):
        return plain(cell)
    return "" if cell is None else str(cell)


def plain(text: str) -> str:
    """Keep a spreadsheet from reading text as a formula, a number or a date."""
    if _LOOKS_COUNTED.fullmatch(text):
        return f'="{text}"'  # digits, strokes and hyphens only: a constant, never a calculation
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def as_xlsx(title: str, head: Sequence[str], rows: Iterable[Row], *, made_on: date) -> bytes:
    """Return a workbook with one sheet: a head that stays, filters, real numbers and days.

    ``made_on`` is written as the file's day, so that the same data give the same bytes.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, {**options, "strings_to_numbers": False})
    book.set_properties(
        {
            "title": title,
            "created": datetime(made_on.year, made_on.month, made_on.day),  # noqa: DTZ001 -- as above
        }
    )
    sheet = book.add_worksheet(title[:31])
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "money": book.add_format({"num_format": "#,##0"}),
        "ore": book.add_format({"num_format": "#,##0.00"}),
    }
    sheet.write_row(0, 0, head, formats["head"])
    widths = [len(label) for label in head]
    count = 0
    for count, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], _write(sheet, count, column, cell, formats))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(count, 1), len(head) - 1)
    book.close()
    return out.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    cell: Cell,
    formats: dict[str, xlsxwriter.format.Format],
) -> int:
    """Write one cell as what it is; returns its width in characters."""
    if cell is None:
        return 0
    if isinstance(cell, Ore):
        look = formats["ore" if cell.ore % 100 else "money"]
        sheet.write_number(row, column, money.to_kronor(cell.ore), look)
        return len(money.kronor(cell.ore, unit=False))
    if isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), formats["day"])  # noqa: DTZ001 -- a day in a sheet has no zone
        return len("2017-02-24")
    if isinstance(cell, int):
        sheet.write_number(row, column, cell)
        return len(str(cell))
    sheet.write_string(row, column, cell)
    return max(map(len, cell.splitlines()), default=0)
