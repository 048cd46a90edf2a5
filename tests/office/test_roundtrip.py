"""The tables through a real spreadsheet: LibreOffice without a screen (make test-office).

Debian: apt-get install --no-install-recommends libreoffice-calc-nogui
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from corpus_run import corpus_outputs
from made_tables import make_tables, two_that_disagree

from pipeline.write.columns import TABLES
from pipeline.write.tables import csv_cell
from pipeline.write.workbook import write_workbook

if TYPE_CHECKING:
    from pathlib import Path

SIMPLIFIED_CHINESE = 2052
#: texts as articles write them that a spreadsheet likes to take for something else
TEMPTING = [
    "6-12", "1-2", "7月26日", "1/2", "10:30", "12-5-1", "2025年7月", "1E5", "00123", "=1+1", "@x", "+86", "-5", "TRUE",
    "7月26日，「神舟」升空", "輝達、英伟达", "50%", "123456789012345678",
]  # fmt: skip


def office(source: Path, kind: str, target: Path, *options: str) -> Path:
    program = shutil.which("soffice")
    assert program, "soffice is not here: apt-get install --no-install-recommends libreoffice-calc-nogui"
    target.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation=file://{target.parent}/profile"
    command = [
        program,
        profile,
        "--headless",
        *options,
        "--convert-to",
        kind,
        "--outdir",
        str(target),
        str(source),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    made = target / f"{source.stem}.{kind.partition(':')[0]}"
    assert made.exists() or kind.startswith("csv"), done.stderr
    return made


def sheet_cells(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.fixture(scope="module")
def workbook_again(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """The workbook of the corpus as written, and as LibreOffice saved it."""
    folder = tmp_path_factory.mktemp("again")
    saved = office(corpus_outputs() / "tables.xlsx", "xlsx", folder / "out")
    return openpyxl.load_workbook(corpus_outputs() / "tables.xlsx"), openpyxl.load_workbook(saved)


def test_every_cell_of_the_workbook_survives(workbook_again: tuple[Any, Any]) -> None:
    before, after = workbook_again
    assert after.sheetnames == before.sheetnames
    for name in before.sheetnames:
        told = sheet_cells(before[name])
        read = [row[: len(told[0])] for row in sheet_cells(after[name])][: len(told)]
        assert read == told, name


def test_no_formula_is_live_and_links_stay_inside(workbook_again: tuple[Any, Any]) -> None:
    _, after = workbook_again
    links = 0
    for sheet in after.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell
                if cell.hyperlink:
                    links += 1
                    assert not cell.hyperlink.target or cell.hyperlink.target.startswith("#"), cell.hyperlink
    assert links > 1_000


def test_numbers_are_shown_in_wan_and_yi_and_days_as_days(tmp_path: Path) -> None:
    make_tables(
        tmp_path,
        numbers=[
            {"number_id": "n1", "low": 933_790_000_000, "high": 862_500_000, "as_of": "2025-07-17"},
            {"number_id": "n2", "low": 2_165_230, "high": 18_300_000, "as_of": "2025-07"},
            {"number_id": "n3", "low": -5_890_000_000, "high": 0.163, "as_of": "2025"},
        ],
    )
    write_workbook(tmp_path)
    page = office(tmp_path / "tables.xlsx", "html", tmp_path / "out").read_text(encoding="utf-8")
    shown = dict(re.findall(r'sdval="([^"]+)"[^>]*><font[^>]*>([^<]*)<', page))
    assert {value: shown[value] for value in ("933790000000", "862500000", "2165230", "18300000", "-5890000000", "0.163")} == {
        "933790000000": "9337.90亿", "862500000": "8.62500亿", "2165230": "216.5230万", "18300000": "1830.0万",
        "-5890000000": "-58.90亿", "0.163": "0.163",
    }  # fmt: skip
    assert "2025-07-17" in shown.values()


def test_tempting_texts_stay_texts_in_the_workbook(tmp_path: Path) -> None:
    make_tables(
        tmp_path, entity_mentions=[{"mention_id": f"e{i}", "text": text} for i, text in enumerate(TEMPTING)]
    )
    write_workbook(tmp_path)
    saved = openpyxl.load_workbook(office(tmp_path / "tables.xlsx", "xlsx", tmp_path / "out"))[
        "entity_mentions"
    ]
    column = [column.name for column in TABLES["entity_mentions"]].index("text")
    found = [row[column] for row in saved.iter_rows(min_row=2)]
    assert [cell.value for cell in found] == TEMPTING
    assert {cell.data_type for cell in found} == {"s"}


#: columns of Chinese text and of ids; the others hold dates, labels and lists
KEPT_AS_TEXT = {
    "article_id",
    "entity_id",
    "number_id",
    "event_id",
    "mention_id",
    "text",
    "sentence",
    "rule",
    "name",
    "title",
}


def csv_as_sheet(
    source: Path, folder: Path, columns: str = "", language: int = 0, *, special: bool = False
) -> list[list[Any]]:
    """A CSV opened as a sheet: comma, quotes, UTF-8; ``columns`` says which are text, ``special`` looks for dates."""
    options = f"44,34,76,1,{columns},{language},false,{str(special).lower()}"
    saved = office(source, "xlsx", folder / "out", f"--infilter=Text - txt - csv (StarCalc):{options}")
    sheet = openpyxl.load_workbook(saved).active
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    return sheet_cells(sheet)


@pytest.mark.parametrize("table", list(TABLES))
def test_csv_opened_as_it_is_keeps_chinese_ids_and_numbers(table: str, tmp_path: Path) -> None:
    """LibreOffice's own defaults, where only 2025-07-26 becomes a date and only digits a number."""
    header, *rows = csv_as_sheet(corpus_outputs() / f"{table}.csv", tmp_path)
    assert header == [column.name for column in TABLES[table]]
    told = [json.loads(line) for line in (corpus_outputs() / f"{table}.jsonl").read_bytes().splitlines()]
    assert len(rows) == len(told)
    for row, want in zip(rows, told, strict=True):
        for value, column in zip(row, TABLES[table], strict=True):
            wanted = want[column.name]
            if column.kind in {"integer", "number"}:
                assert value == wanted
            elif column.name in KEPT_AS_TEXT and not re.fullmatch(
                r"[\d-]+", wanted
            ):  # 2025-07-17 may become a date
                assert (value or "") == csv_cell(wanted, column), column.name


def test_csv_opened_with_every_column_as_text_loses_nothing_even_where_dates_are_looked_for(
    tmp_path: Path,
) -> None:
    """The import that README recommends for a CSV: UTF-8, all columns text."""
    make_tables(
        tmp_path, entity_mentions=[{"mention_id": f"e{i}", "text": text} for i, text in enumerate(TEMPTING)]
    )
    columns = "/".join(f"{i}/2" for i in range(1, len(TABLES["entity_mentions"]) + 1))
    source = tmp_path / "entity_mentions.csv"
    _, *rows = csv_as_sheet(source, tmp_path, columns, SIMPLIFIED_CHINESE, special=True)
    column = [column.name for column in TABLES["entity_mentions"]].index("text")
    assert [str(row[column]).removeprefix("'") for row in rows] == TEMPTING


def test_conflicts_keep_their_colour(tmp_path: Path) -> None:
    two_that_disagree(tmp_path)
    write_workbook(tmp_path)
    saved = openpyxl.load_workbook(office(tmp_path / "tables.xlsx", "xlsx", tmp_path / "out"))
    assert [row[0].fill.fgColor.rgb for row in saved["numbers"].iter_rows(min_row=2)] == ["FFFBE3D6"] * 2
