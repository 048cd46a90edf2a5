"""Open proposals with their evidence, and the answers in decisions.csv."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.lexicon import RULES
from pipeline.model import PipelineError
from pipeline.review import open_proposals, record
from pipeline.run import run

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "left,right,judgement,note\n"
ONE, TWO, THREE = "中原青禾航空有限公司", "中原青禾航运有限公司", "中原青禾物流有限公司"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of three articles, each with a company of much the same name."""
    folder = tmp_path_factory.mktemp("review")
    corpus = folder / "articles"
    corpus.mkdir()
    for number, name in enumerate((ONE, TWO, THREE), 1):
        text = f"published: 2025-06-0{number}\nregion: CN\n\n{name}周五公布年报，收入增长。\n"
        (corpus / f"{number}.txt").write_text(text, encoding="utf-8")
    run(corpus, folder / "tables")
    return folder / "tables"


@pytest.fixture
def decisions(tmp_path: Path) -> Path:
    path = tmp_path / "decisions.csv"
    path.write_text(HEADER, encoding="utf-8")
    return path


def told(outputs: Path, decisions: Path, *options: str, answers: str = "") -> str:
    arguments = ["review", str(outputs), "--decisions", str(decisions), *options]
    done = CliRunner().invoke(app, arguments, input=answers)
    assert done.exit_code == 0, done.output
    return done.output


def rows(decisions: Path) -> list[list[str]]:
    with decisions.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def test_a_proposal_has_its_evidence_from_both_articles(outputs: Path, decisions: Path) -> None:
    first = open_proposals(outputs, decisions)[0]
    assert list(first.lines()) == [
        f"{ONE} | {TWO}  (similar characters, 90)",
        f"  {ONE}",
        f"    1.txt: {ONE}周五公布年报，收入增长。",
        f"  {TWO}",
        f"    2.txt: {TWO}周五公布年报，收入增长。",
    ]


def test_the_list_asks_nothing(outputs: Path, decisions: Path) -> None:
    shown = told(outputs, decisions, "--list")
    assert shown.endswith("3 pairs to judge\n")
    assert shown.count("1.txt: ") == 2
    assert decisions.read_text(encoding="utf-8") == HEADER


def test_answers_are_appended_and_not_asked_again(outputs: Path, decisions: Path) -> None:
    shown = told(outputs, decisions, answers="s\n\nd\n")
    assert shown.endswith(f"2 judged, written to {decisions}\n")
    assert [row[:3] for row in rows(decisions)] == [[ONE, TWO, "same"], [THREE, TWO, "different"]]
    [left] = open_proposals(outputs, decisions)
    assert {left.left, left.right} == {ONE, THREE}


def test_stop_leaves_the_rest_for_later(outputs: Path, decisions: Path) -> None:
    told(outputs, decisions, answers="d\nq\n")
    assert len(rows(decisions)) == 1
    assert len(open_proposals(outputs, decisions)) == 2


def test_a_last_line_without_its_end_stays_whole(outputs: Path, decisions: Path) -> None:
    decisions.write_text(HEADER + "甲方,乙方,different,by hand", encoding="utf-8")
    record(decisions, open_proposals(outputs, decisions)[0], "same")
    assert [row[:3] for row in rows(decisions)] == [["甲方", "乙方", "different"], [ONE, TWO, "same"]]


def test_answers_hold_in_the_next_run(outputs: Path, decisions: Path) -> None:
    told(outputs, decisions, answers="s\nq\n")
    assert (RULES / "decisions.csv").read_text(encoding="utf-8").splitlines()[0] == HEADER.strip()
    assert not any(row[:2] == [ONE, TWO] for row in rows(RULES / "decisions.csv"))


@pytest.mark.parametrize(
    ("text", "message"),
    [("a,b\n1,2\n", "the header is not left,right,judgement,note"), (None, "cannot be read")],
)
def test_a_table_that_cannot_be_used_is_told(
    text: str | None, message: str, outputs: Path, tmp_path: Path
) -> None:
    path = tmp_path / "other.csv"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(PipelineError, match=message):
        open_proposals(outputs, path)


def test_a_folder_without_tables_is_told(tmp_path: Path, decisions: Path) -> None:
    with pytest.raises(PipelineError, match=r"holds no links\.jsonl"):
        open_proposals(tmp_path, decisions)
