"""The tables: what CSV and JSONL hold of a value, how a spreadsheet and pandas read them back, and that reruns are identical."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Reject
from pipeline.run import run
from pipeline.write.columns import TABLES, Column
from pipeline.write.rows import text_file
from pipeline.write.tables import csv_cell, json_cell, plain, write_table

ROOT = Path(__file__).parent.parent
CONTRACT = {
    "articles": "article_id, title, published, published_basis, script, region, source, path, sha256, encoding, chars, duplicate_of, n_entities, n_numbers, n_dates, n_events",
    "entities": "entity_id, name, label, aliases, n_mentions, n_articles, articles, first_published, last_published",
    "entity_mentions": "mention_id, article_id, start, end, text, label, entity_id, rule, sentence",
    "numbers": "number_id, label, subject_id, subject, measure, low, high, unit, modifier, as_of, verdict, compared_with, n_mentions, n_articles, articles, text, sentence",
    "number_mentions": "mention_id, article_id, start, end, text, label, low, high, unit, modifier, change, subject_id, measure, as_of, number_id, rule, sentence",
    "date_mentions": "mention_id, article_id, start, end, text, type, edtf, earliest, latest, basis, rule, sentence",
    "events": "event_id, date, date_start, date_end, precision, basis, status, type, trigger, actor_ids, actors, object_ids, objects, location, attributed_to, n_mentions, n_articles, n_sources, first_published, last_published, conflict, articles, sentence",
    "event_mentions": "mention_id, article_id, start, end, trigger, trigger_start, trigger_end, date, basis, date_mention_id, status, type, actor_ids, actors, object_ids, objects, location, attributed_to, event_id, rule, sentence",
    "links": "link_id, kind, left, right, score, reason, judgement",
    "rejects": "path, stage, reason",
}
STRING, LIST, NUMBER = Column("s", "string", ""), Column("l", "list", ""), Column("n", "number", "")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the project's own corpus."""
    outputs = tmp_path_factory.mktemp("run") / "outputs"
    run(ROOT / "corpus", outputs)
    return outputs


def lines_of(path: Path) -> list[dict[str, Any]]:
    """JSONL with numbers as they stand in the file."""
    return [json.loads(line, parse_float=Decimal) for line in path.read_text(encoding="utf-8").splitlines()]


# ---------------------------------------------------------------- one value


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("今天", "今天"),
        ("", ""),
        ("一\n二\r\n三\u2028四\x0b五", "一 二 三 四 五"),
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-5", "'-5"),
        ("@a", "'@a"),
        ("\t=1", "'\t=1"),
        ("\r=1", "' =1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠a", "'＠a"),
        ("'=1", "'=1"),
        (" =1", " =1"),
        ("a=1", "a=1"),
        ("a\x00b\x1fc", "a\ufffdb\ufffdc"),
        ("\u3000　空", "\u3000　空"),
    ],
)
def test_a_text_cell(value: str, cell: str) -> None:
    assert csv_cell(value, STRING) == cell
    assert json_cell(value) == value


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (Decimal(-5), "-5"),
        (Decimal("1.81E+12"), "1810000000000"),
        (Decimal("0.50"), "0.5"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("-0.0"), "0"),
        (Decimal("12345678901234567890123.45"), "12345678901234567890123.45"),
        (Decimal(100), "100"),
        (83.25, "83.25"),
        (7, "7"),
        (None, ""),
    ],
)
def test_a_number_cell_is_plain_and_never_a_text(value: Any, cell: str) -> None:
    assert csv_cell(value, NUMBER) == cell


def test_a_list_cell() -> None:
    assert csv_cell(["甲", "乙|丙"], LIST) == "甲|乙¦丙"
    assert csv_cell([], LIST) == ""
    assert csv_cell(["=1", "a"], LIST) == "'=1|a"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**30), max_value=10**30))
def test_a_plain_number_is_the_same_number(number: Decimal) -> None:
    assert Decimal(plain(number)) == number
    assert re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?", plain(number))


# ---------------------------------------------------------------- a table, read back


def expected(value: Any, kind: str) -> str:
    """What a CSV cell holds of a JSONL value: the mapping of the contract, told a second time."""
    if value is None:
        return ""
    if isinstance(value, list):
        value = "|".join(item.replace("|", "¦") for item in value)
    if kind in {"integer", "number"}:
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    text = str(value)
    quoted = text != "" and text[0] in "=+-@\t\r＝＋－＠"
    text = re.sub("[\r\n\x0b\x0c\x85\u2028\u2029]+", " ", text)
    text = "".join("\ufffd" if char < " " and char != "\t" else char for char in text)
    return ("'" if quoted else "") + text


def read_back(path: Path) -> list[dict[str, str]]:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    return [{str(key): str(value) for key, value in row.items()} for row in frame.to_dict("records")]


CELLS = st.text(max_size=12) | st.text(alphabet='=+-@\t\r\n",|\'＝甲 "\x00\u2028', max_size=8)


@given(st.lists(st.tuples(CELLS, st.lists(CELLS, max_size=3), st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=3)), max_size=8))  # fmt: skip
def test_pandas_gives_back_the_values_of_the_jsonl(rows: list[tuple[str, list[str], Decimal | None]]) -> None:
    columns = (Column("s", "string", ""), Column("l", "list", ""), Column("n", "number", ""))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = [{"s": text, "l": items, "n": number} for text, items, number in rows]
        assert write_table(folder, "t", columns, made) == len(rows)  # type: ignore[arg-type]
        back = read_back(folder / "t.csv")
        raw = (folder / "t.jsonl").read_bytes().decode("utf-8").split("\n")
        told = [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in raw[:-1]]
    assert [(row["s"], row["l"]) for row in told] == [(text, items) for text, items, _ in rows]
    assert [row["n"] for row in told] == [number for _, _, number in rows]
    kinds = {column.name: column.kind for column in columns}
    assert back == [{name: expected(value, kinds[name]) for name, value in row.items()} for row in told]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_reads_back_as_the_contract_says(tables: Path, table: str) -> None:
    kinds = {column.name: column.kind for column in TABLES[table]}
    told = lines_of(tables / f"{table}.jsonl")
    assert read_back(tables / f"{table}.csv") == [
        {name: expected(value, kinds[name]) for name, value in row.items()} for row in told
    ]
    for row in told:
        assert list(row) == list(kinds)


@pytest.mark.parametrize("table", CONTRACT)
def test_the_columns_are_those_of_the_contract_in_its_order(tables: Path, table: str) -> None:
    promised = CONTRACT[table].split(", ")
    with (tables / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    assert header[: len(promised)] == promised
    assert set(CONTRACT) == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_the_bytes_of_a_table(tables: Path, table: str) -> None:
    data = (tables / f"{table}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert data.endswith(b"\r\n")
    lines = (tables / f"{table}.jsonl").read_bytes()
    assert not lines.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in lines
    assert lines == b"" or lines.endswith(b"\n")


def test_every_mention_is_where_it_says(tables: Path) -> None:
    articles = {
        row["article_id"]: (ROOT / "corpus" / row["path"]).read_bytes().decode("utf-8")
        for row in lines_of(tables / "articles.jsonl")
    }
    for kind in ("entity", "number", "date"):
        rows = lines_of(tables / f"{kind}_mentions.jsonl")
        assert rows
        for row in rows:
            raw = articles[row["article_id"]]
            assert raw[row["start"] : row["end"]] == row["text"]
            assert row["sentence"] in raw
    for row in lines_of(tables / "event_mentions.jsonl"):
        raw = articles[row["article_id"]]
        assert raw[row["trigger_start"] : row["trigger_end"]] == row["trigger"]
        assert row["start"] <= row["trigger_start"] < row["trigger_end"] <= row["end"] <= len(raw)


def test_ids_are_unique_begin_with_a_letter_and_lead_somewhere(tables: Path) -> None:
    ids: dict[str, set[str]] = {}
    for table, key in (("entities", "entity_id"), ("numbers", "number_id"), ("events", "event_id"), ("links", "link_id"), *((f"{k}_mentions", "mention_id") for k in ("entity", "number", "date", "event"))):  # fmt: skip
        found = [row[key] for row in lines_of(tables / f"{table}.jsonl")]
        assert len(set(found)) == len(found), table
        assert all(re.fullmatch(r"[a-z][0-9a-f]{12}", one) for one in found), table
        ids[table] = set(found)
    for kind, things in (("entity", "entities"), ("number", "numbers"), ("event", "events")):
        assert {row[f"{kind}_id"] for row in lines_of(tables / f"{kind}_mentions.jsonl")} == ids[things]
    assert all(
        row["date_mention_id"] in ids["date_mentions"] | {""}
        for row in lines_of(tables / "event_mentions.jsonl")
    )


def test_no_table_is_empty_but_rejects(tables: Path) -> None:
    assert {table for table in TABLES if not lines_of(tables / f"{table}.jsonl")} <= {"rejects"}


# ---------------------------------------------------------------- beside the tables


def test_run_json_counts_and_names_every_file(tables: Path) -> None:
    told = json.loads((tables / "run.json").read_bytes())
    assert told["files"] == sorted(
        path.relative_to(tables).as_posix() for path in tables.rglob("*") if path.is_file()
    )
    assert told["counts"]["articles_in"] == told["counts"]["articles"] + told["counts"]["articles_rejected"]
    for table in TABLES:
        assert told["counts"][table] == len(lines_of(tables / f"{table}.jsonl"))
    assert (
        told["rules"]["names.csv"]
        == hashlib.sha256((ROOT / "pipeline/rules/names.csv").read_bytes()).hexdigest()
    )


def test_the_data_package_describes_every_column(tables: Path) -> None:
    package = json.loads((tables / "datapackage.json").read_bytes())
    described = {resource["path"]: resource for resource in package["resources"]}
    for table, columns in TABLES.items():
        fields = described[f"{table}.csv"]["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in columns]


def test_rejects_and_articles_add_up(small_corpus: Path, tmp_path: Path) -> None:
    (small_corpus / "empty.txt").touch()
    (small_corpus / "copy.txt").write_bytes((small_corpus / "cn.txt").read_bytes())
    (small_corpus / "loss.txt").write_bytes("今天有一个坏字节".encode() + b"\xff")
    summary = run(small_corpus, tmp_path / "out")
    assert (summary.counts["articles"], summary.counts["articles_in"]) == (4, 6)
    rows = lines_of(tmp_path / "out" / "rejects.jsonl")
    assert [(row["path"], row["stage"]) for row in rows] == [("copy.txt", "duplicate"), ("empty.txt", "read"), ("loss.txt", "decode")]  # cn.txt comes first  # fmt: skip
    assert [reject.lost for reject in sorted(summary.rejects, key=lambda reject: reject.path)] == [
        True,
        True,
        False,
    ]
    assert isinstance(summary.rejects[0], Reject)


def test_the_text_of_a_page_is_kept_beside_the_tables(small_corpus: Path, tmp_path: Path) -> None:
    page = (
        "<html><body><article><p>"
        + "2025年8月11日，国务院发布新规，要求加快推进人工智能应用。" * 8
        + "</p></article></body></html>"
    )
    for name in ("页.html", "a/b.html", "a_b.html", "a__b.html", "长" * 80 + ".html"):
        file = small_corpus / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(page.replace("加快", f"加快{len(name)}{name[1]}"), encoding="utf-8")
    run(small_corpus, tmp_path / "out")
    rows = {row["article_id"]: row for row in lines_of(tmp_path / "out" / "articles.jsonl")}
    kept = {name: row["text_file"] for name, row in rows.items() if row["text_file"]}
    assert len(set(kept.values())) == len(kept) == 5
    texts = {name: (tmp_path / "out" / file).read_bytes().decode("utf-8") for name, file in kept.items()}
    mentions = [
        row for row in lines_of(tmp_path / "out" / "date_mentions.jsonl") if row["article_id"] in texts
    ]
    assert len(mentions) >= 5
    assert all(texts[row["article_id"]][row["start"] : row["end"]] == row["text"] for row in mentions)


@given(st.text(min_size=1, max_size=300))
def test_no_article_id_leads_out_of_the_folder(article_id: str) -> None:
    folder, _, name = text_file(article_id).partition("/")
    assert folder == "texts"
    assert "/" not in name
    assert not name.startswith(".") or article_id.startswith(".")
    assert name not in {".", ".."}
    assert len(name.encode("utf-8", "surrogatepass")) <= 255


# ---------------------------------------------------------------- reruns


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_two_runs_give_the_same_bytes_for_every_file(small_corpus: Path, tmp_path: Path) -> None:
    """Other hash seeds, another folder, another second of the clock (zip files tell even seconds)."""
    found = []
    for seed in ("1", "2"):
        outputs = tmp_path / f"out{seed}"
        command = [sys.executable, "-m", "pipeline", "extract", str(small_corpus), str(outputs)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": ("UTC", "Asia/Taipei")[seed == "2"]}
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        found.append(digests(outputs))
        time.sleep(2.1 if seed == "1" else 0)
    assert found[0] == found[1]
    assert {"tables.xlsx", "report.html", "run.json", "datapackage.json"} <= set(found[0])


def test_adding_an_article_leaves_the_ids_of_the_others(small_corpus: Path, tmp_path: Path) -> None:
    run(small_corpus, tmp_path / "out")
    before = {
        table: (tmp_path / "out" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
        for table in TABLES
    }
    (small_corpus / "zz.txt").write_text(
        "published: 2025-01-01\n\n昨天，某国议会通过了预算。", encoding="utf-8"
    )
    run(small_corpus, tmp_path / "out")
    for table in ("entity_mentions", "number_mentions", "date_mentions", "event_mentions", "articles"):
        after = (tmp_path / "out" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
        assert set(before[table]) <= set(after), table


# ---------------------------------------------------------------- memory


def test_a_million_mention_rows_take_no_more_memory(tmp_path: Path) -> None:
    """The tables alone, which take half a minute; workbook and page too are measured by benchmarks/speed.py."""
    command = [sys.executable, "benchmarks/many_mentions.py", "1000000", "--tables"]
    told = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "TMPDIR": str(tmp_path)}, capture_output=True, text=True, check=True
    ).stdout  # fmt: skip
    match = re.fullmatch(r"1000000 rows, (\d+) MB, .*\n", told)
    assert match, told
    assert int(match[1]) <= 100
