"""datapackage.json: a reader of Data Packages takes it, every row fits its schema, and nothing is forgotten."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from corpus_run import corpus_outputs

from pipeline.write.columns import TABLES

if TYPE_CHECKING:
    from pathlib import Path

# in a process of its own: the library's own warnings are none of ours
VALIDATE = """
import sys
from frictionless import validate
report = validate(sys.argv[1])
for place, message in [(e.title, e.message) for t in report.tasks for e in t.errors] + [(e.title, e.message) for e in report.errors]:
    print(place, message)
print(report.valid, sum(task.stats.get("rows", 0) for task in report.tasks))
"""


def validated(package: Path) -> str:
    command = [sys.executable, "-W", "ignore", "-c", VALIDATE, str(package)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_every_row_of_every_table_fits_the_schema() -> None:
    rows = sum(len((corpus_outputs() / f"{table}.jsonl").read_bytes().splitlines()) for table in TABLES)
    assert rows > 1000
    assert validated(corpus_outputs() / "datapackage.json").split() == ["True", str(rows)]


def test_every_table_and_column_is_described_in_its_order() -> None:
    package = json.loads((corpus_outputs() / "datapackage.json").read_bytes())
    told = {
        resource["path"]: [field["name"] for field in resource["schema"]["fields"]]
        for resource in package["resources"]
    }
    assert told == {f"{table}.csv": [column.name for column in columns] for table, columns in TABLES.items()}


@pytest.mark.parametrize("bad", ["x", "1.5"])
def test_a_cell_that_does_not_fit_is_found(bad: str, tmp_path: Path) -> None:
    shutil.copytree(corpus_outputs(), tmp_path / "out")
    table = tmp_path / "out" / "articles.csv"
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    place = [column.name for column in TABLES["articles"]].index("chars")
    cells = lines[1].split(",")
    cells[place] = bad
    table.write_text(
        "\r\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\r\n", encoding="utf-8-sig", newline=""
    )
    assert "False" in validated(tmp_path / "out" / "datapackage.json")
