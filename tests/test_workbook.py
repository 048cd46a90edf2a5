"""tables.xlsx, read back with openpyxl."""

from __future__ import annotations

import datetime as dt
import re
import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from made_tables import make_tables, two_that_disagree
from openpyxl.utils.escape import unescape

from pipeline.write.columns import TABLES
from pipeline.write.columns_zh import ABOUT_ZH, TABLES_ZH, about_zh
from pipeline.write.workbook import ORDER, write_workbook

if TYPE_CHECKING:
    from pathlib import Path


def book_of(folder: Path, **limits: int) -> Any:
    write_workbook(folder, **limits)
    return openpyxl.load_workbook(folder / "tables.xlsx")


def cells(sheet: Any, column: str) -> list[Any]:
    """The cells of one column below the header."""
    at = [cell.value for cell in sheet[1]].index(column)
    return [row[at] for row in sheet.iter_rows(min_row=2)]


def values(sheet: Any, column: str) -> list[Any]:
    return [cell.value for cell in cells(sheet, column)]


def test_sheets_stand_in_the_order_that_people_read(tmp_path: Path) -> None:
    book = book_of(make_tables(tmp_path))
    assert book.sheetnames == [*ORDER, "about"]
    assert book.sheetnames[:4] == ["events", "numbers", "entities", "articles"]
    assert set(ORDER) == set(TABLES)


def test_header_is_frozen_filtered_explained_and_the_columns_are_wide_enough(tmp_path: Path) -> None:
    two_that_disagree(tmp_path)
    book = book_of(tmp_path)
    for name in ORDER:
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        assert [cell.value for cell in sheet[1]] == [column.name for column in TABLES[name]]
        assert (
            sheet.auto_filter.ref == f"A1:{sheet.cell(1, len(TABLES[name])).coordinate[:-1]}{sheet.max_row}"
        )
        for cell, column in zip(sheet[1], TABLES[name], strict=True):
            assert column.about in cell.comment.text
            assert about_zh(name, column.name) in cell.comment.text
        letters = [cell.column_letter for cell in sheet[1]]
        assert all(
            any(w.min <= i <= w.max for w in sheet.column_dimensions.values())
            for i in range(1, len(letters) + 1)
        )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (933_790_000_000, '0\\.00,,"亿"'),
        (862_500_000, '0\\.00000,"亿"'),
        (18_300_000, '0\\.0,"万"'),
        (2_165_230, '0\\.0000"万"'),
        (16_077, "General"),
        (-0.163, "General"),
        (58.6, "General"),
        (0.0000012, "0.0#########"),
    ],
)
def test_numbers_read_in_wan_and_yi_and_keep_their_full_value(
    tmp_path: Path, value: float, shown: str
) -> None:
    make_tables(tmp_path, numbers=[{"number_id": "n1", "low": value}])
    (cell,) = cells(book_of(tmp_path)["numbers"], "low")
    assert (cell.value, cell.data_type, cell.number_format) == (value, "n", shown)


def test_a_number_of_more_digits_than_a_spreadsheet_keeps_stays_whole_as_text(tmp_path: Path) -> None:
    long = Decimal("1234567890123456789.25")
    make_tables(tmp_path, numbers=[{"number_id": "n1", "low": long, "high": Decimal(10) ** 30}])
    sheet = book_of(tmp_path)["numbers"]
    assert cells(sheet, "low")[0].value == "1234567890123456789.25"
    assert cells(sheet, "low")[0].data_type == "s"
    assert cells(sheet, "high")[0].value == 1e30


def test_days_are_true_dates_and_everything_else_is_text(tmp_path: Path) -> None:
    dates = [
        "2025-07-23",
        "2025-07",
        "2025",
        "2024-07/2025-07",
        "2022~",
        "201X",
        "1898-06-11",
        "2025-02-30",
        "2025-W30-3",
    ]
    make_tables(tmp_path, events=[{"event_id": f"v{i}", "date": date} for i, date in enumerate(dates)])
    first, *others = cells(book_of(tmp_path)["events"], "date")
    assert first.value == dt.datetime(2025, 7, 23)  # noqa: DTZ001  (a spreadsheet's dates have no zone)
    assert first.number_format == "yyyy-mm-dd"
    assert [(cell.value, cell.data_type) for cell in others] == [(date, "s") for date in dates[1:]]


def test_a_moment_stays_text(tmp_path: Path) -> None:
    make_tables(
        tmp_path, date_mentions=[{"mention_id": "d1", "earliest": "2024-01-29T10:18", "latest": "2024-01-29"}]
    )
    sheet = book_of(tmp_path)["date_mentions"]
    assert values(sheet, "earliest") == ["2024-01-29T10:18"]
    assert isinstance(values(sheet, "latest")[0], dt.datetime)


def test_links_lead_to_the_rows_they_name(tmp_path: Path) -> None:
    two_that_disagree(tmp_path)
    book = book_of(tmp_path)
    followed = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if not cell.hyperlink:
                    continue
                assert cell.hyperlink.target is None  # inside the workbook only
                there = re.fullmatch(r"'(\w+)'!A(\d+):[A-Z]+(\d+)", cell.hyperlink.location)
                assert there, cell.hyperlink.location
                followed += 1
                head = sheet.cell(1, cell.column).value
                column = {"articles": "article_id", "subject_id": "entity_id", "actor_ids": "entity_id"}.get(
                    head, head
                )
                target = book[there[1]]
                found = values(target, column)[int(there[2]) - 2 : int(there[3]) - 1]
                assert found
                assert set(found) == {str(cell.value).split("|")[0]}
    assert followed > 15


def test_an_event_leads_to_all_of_its_mentions_side_by_side(tmp_path: Path) -> None:
    mentions = [{"mention_id": f"m{i}", "article_id": f"{i}.txt", "event_id": f"v{i % 3}"} for i in range(9)]
    make_tables(tmp_path, events=[{"event_id": f"v{i}"} for i in (2, 0, 1)], event_mentions=mentions)
    book = book_of(tmp_path)
    assert values(book["event_mentions"], "event_id") == ["v2"] * 3 + ["v0"] * 3 + ["v1"] * 3
    assert values(book["event_mentions"], "mention_id") == [
        "m2",
        "m5",
        "m8",
        "m0",
        "m3",
        "m6",
        "m1",
        "m4",
        "m7",
    ]
    assert [cell.hyperlink.location for cell in cells(book["events"], "event_id")] == [
        "'event_mentions'!A2:U4", "'event_mentions'!A5:U7", "'event_mentions'!A8:U10",
    ]  # fmt: skip


def test_conflicts_are_coloured(tmp_path: Path) -> None:
    two_that_disagree(tmp_path)
    book = book_of(tmp_path)
    for name, coloured in (("numbers", [True, True]), ("events", [True, False])):
        rows = list(book[name].iter_rows(min_row=2))
        assert [{cell.fill.fgColor.rgb == "FFFBE3D6" for cell in row} for row in rows] == [
            {one} for one in coloured
        ]


DANGEROUS = [
    "=1+1", '=HYPERLINK("http://example.com","x")', "+1", "-1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠x",
    "http://example.com", "https://example.com/a b", "mailto:a@example.com", "internal:'events'!A1", "external:c:\\x.xlsx",
    "{=1+1}", "1", "1-2", "6-12", "7月26日", "1/2", "TRUE", "00123", "1E5", "'=1+1",
]  # fmt: skip


def test_no_text_becomes_a_formula_a_link_a_number_or_a_date(tmp_path: Path) -> None:
    make_tables(
        tmp_path, number_mentions=[{"mention_id": f"m{i}", "text": text} for i, text in enumerate(DANGEROUS)]
    )
    found = cells(book_of(tmp_path)["number_mentions"], "text")
    assert [cell.value for cell in found] == DANGEROUS
    assert {cell.data_type for cell in found} == {"s"}
    assert not any(cell.hyperlink for cell in found)
    assert [cell.value for cell in found if cell.quotePrefix] == DANGEROUS[:9]  # stays text when edited, too


def test_what_xml_cannot_hold_is_replaced_and_what_looks_like_its_escapes_is_kept(tmp_path: Path) -> None:
    told = {
        "甲\x00乙\x1f丙": "甲�乙�丙",
        "甲\r\n乙\u2028丙": "甲 乙 丙",
        "_x0041_<b>&amp;": "_x0041_<b>&amp;",
        "😀  两个空格 ": "😀  两个空格 ",
    }
    make_tables(tmp_path, rejects=[{"path": path, "reason": "x"} for path in told])
    found = [
        unescape(value) for value in values(book_of(tmp_path)["rejects"], "path")
    ]  # openpyxl leaves _x005F_
    assert found == list(told.values())


def test_a_cell_too_long_is_cut_at_a_whole_character_and_says_so(tmp_path: Path) -> None:
    long = "句" * 10 + "😀" * 30_000
    make_tables(
        tmp_path, events=[{"event_id": "v1", "sentence": long}, {"event_id": "v2", "sentence": "句" * 32_767}]
    )
    notes = write_workbook(tmp_path)
    first, second = values(openpyxl.load_workbook(tmp_path / "tables.xlsx")["events"], "sentence")
    assert len(first.encode("utf-16-le")) // 2 <= 32_767
    assert re.fullmatch(r"句{10}😀+ … \[cut: 30,010 characters, whole in events.csv\]", first)
    assert second == "句" * 32_767
    assert notes == ["events: 1 cell(s) cut to 32,767 characters; whole in events.csv"]


def test_too_many_rows_go_on_in_further_sheets_and_it_is_said(tmp_path: Path) -> None:
    make_tables(
        tmp_path,
        numbers=[{"number_id": f"n{i:02}"} for i in range(25)],
        number_mentions=[{"mention_id": f"m{i:02}", "number_id": f"n{i:02}"} for i in range(25)],
    )
    notes = write_workbook(tmp_path, most_rows=10)
    book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    names = ["numbers", "numbers (2)", "numbers (3)"]
    assert book.sheetnames[1:4] == names
    assert [row for name in names for row in values(book[name], "number_id")] == [
        f"n{i:02}" for i in range(25)
    ]
    assert [book[name].auto_filter.ref for name in names] == ["A1:R11", "A1:R11", "A1:R6"]
    assert cells(book["numbers (2)"], "number_id")[0].hyperlink.location == "'number_mentions (2)'!A2:R2"
    assert "numbers: 3 sheets, a sheet holds 10 rows" in notes
    about = [cell.value for row in book["about"].iter_rows() for cell in row]
    assert set(notes) <= set(about)


def test_a_sheet_has_no_more_links_than_a_spreadsheet_takes_and_it_is_said(tmp_path: Path) -> None:
    make_tables(
        tmp_path,
        articles=[{"article_id": "a.txt"}],
        date_mentions=[{"mention_id": f"d{i}", "article_id": "a.txt"} for i in range(9)],
    )
    notes = write_workbook(tmp_path, most_links=4)
    found = cells(openpyxl.load_workbook(tmp_path / "tables.xlsx")["date_mentions"], "article_id")
    assert [bool(cell.hyperlink) for cell in found] == [True] * 4 + [False] * 5
    assert notes == ["date_mentions: the first 4 links are set, then plain text"]


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    two_that_disagree(tmp_path)
    write_workbook(tmp_path)
    first = (tmp_path / "tables.xlsx").read_bytes()
    time.sleep(2.1)  # the resolution of a zip file's clock
    write_workbook(tmp_path)
    assert (tmp_path / "tables.xlsx").read_bytes() == first


def test_about_lists_every_sheet_with_its_rows_and_every_column_in_two_languages(tmp_path: Path) -> None:
    two_that_disagree(tmp_path)
    rows = [tuple(cell.value for cell in row) for row in book_of(tmp_path)["about"].iter_rows()]
    assert ("numbers", 2, "number claims, across articles", "数字说法，跨文章合并") in rows
    for table, columns in TABLES.items():
        for column in columns:
            assert (table, column.name, column.about, about_zh(table, column.name)) in rows


def test_chinese_explanations_are_complete_and_none_is_left_over() -> None:
    used = set()
    for table, columns in TABLES.items():
        assert TABLES_ZH[table]
        for column in columns:
            assert about_zh(table, column.name)
            used |= {f"{table}.{column.name}", column.name}
    assert set(ABOUT_ZH) <= used
