"""Publication dates: tests/cases/published.csv, one article a row (⏎ is a line end, ␍ a carriage return)."""

from __future__ import annotations

import ast
import csv
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pipeline
from pipeline.model import Article
from pipeline.read import read

if TYPE_CHECKING:
    from pipeline.lexicon import Lexicon

CASES = Path(__file__).parent / "cases" / "published.csv"


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def put(corpus: Path, path: str, text: str) -> Path:
    file = corpus / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.replace("⏎", "\n").replace("␍", "\r").encode("utf-8"))
    return file


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{line}-{row['note'][:30]}") for line, row in enumerate(rows(), start=2)]
)
def test_the_date_and_where_it_was_read(row: dict[str, str], lexicon: Lexicon, tmp_path: Path) -> None:
    put(tmp_path, row["path"], row["text"])
    [article] = [item for item in read(tmp_path, lexicon) if isinstance(item, Article)]
    assert (article.published, article.published_basis) == (row["published"], row["basis"])


def test_the_cases_hold_every_basis_and_enough_negatives() -> None:
    cases = rows()
    assert {row["basis"] for row in cases} == {
        "head",
        "field",
        "meta",
        "label",
        "dateline",
        "text",
        "filename",
        "",
    }
    assert 3 * sum(row["origin"] == "negative" for row in cases) >= sum(
        row["origin"] != "negative" for row in cases
    )


def test_the_modification_time_tells_nothing(lexicon: Lexicon, tmp_path: Path) -> None:
    file = put(tmp_path, "a.txt", "新华社北京8月11日电 国务院常务会议研究了下一步工作。昨天有雨。")
    told = []
    for moment in (0, 1_000_000_000, 1_754_850_600):
        os.utime(file, (moment, moment))
        told.append(list(read(tmp_path, lexicon)))
    assert told[0] == told[1] == told[2]
    [article] = told[0]
    assert isinstance(article, Article)
    assert article.published == ""


def test_no_code_of_the_pipeline_asks_the_clock_or_the_file_system_for_a_date() -> None:
    asked = {"today", "now", "utcnow", "localtime", "gmtime", "st_mtime", "st_ctime", "getmtime", "getctime"}
    for path in Path(pipeline.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Attribute) and node.attr in asked), f"{path}:{node.lineno}"
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {name.name for name in node.names} | {getattr(node, "module", "")}
                assert "time" not in names, f"{path}:{node.lineno}"
