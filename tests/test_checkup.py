"""zh-extract check CORPUS: what a person may want to mend before a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.checkup import check_corpus
from pipeline.model import ArticleError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "dated.txt").write_text("published: 2025-07-18\n\n英伟达在北京宣布降价。", encoding="utf-8")
    (tmp_path / "undated.txt").write_text(
        "昨天，王大锤博士表示支持。王大锤博士又说了一遍。", encoding="utf-8"
    )
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "damaged.txt").write_bytes(
        "published: 2025-07-18\n\n北京今天下雨。".encode() + b"\xff\xfe" + "上海晴。".encode()
    )
    return tmp_path


def test_it_counts_what_would_be_read_and_lists_what_would_not(corpus: Path) -> None:
    found = check_corpus(corpus)
    assert found.n_articles == 3
    assert {reject.path for reject in found.rejects if reject.lost} == {"empty.txt", "picture.png"}
    assert {reject.path for reject in found.rejects if not reject.lost} == {"damaged.txt"}


def test_it_lists_articles_without_a_date_and_names_in_no_table(corpus: Path) -> None:
    found = check_corpus(corpus)
    assert found.undated == ["undated.txt"]
    unknown = {one.name: one for one in found.unknown}
    assert "王大锤" in unknown
    assert unknown["王大锤"].n_mentions == 2
    assert not {"英伟达", "北京", "上海"} & unknown.keys()


def test_the_lines_say_what_to_do(corpus: Path) -> None:
    lines = list(check_corpus(corpus).lines())
    assert lines[0] == "3 article(s) would be read"
    assert "2 file(s) would be rejected:" in lines
    assert "  empty.txt: is empty" in lines
    assert any("published: YYYY-MM-DD" in line for line in lines)
    assert any("王大锤  PERSON  2 mention(s) in 1 article(s)" in line for line in lines)


def test_an_article_that_a_run_finds_too_long_is_told(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.LONGEST", 30)
    lines = list(check_corpus(corpus).lines())
    assert lines[:2] == ["1 article(s) would be read", "4 file(s) would be rejected:"]
    assert any(line.endswith("characters and may have 30: split it") for line in lines)


def test_nothing_to_mend_is_said_too(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("published: 2025-07-18\n\n英伟达在北京宣布降价。", encoding="utf-8")
    assert list(check_corpus(tmp_path).lines()) == ["1 article(s) would be read", "nothing to mend"]


def test_long_lists_are_cut_and_it_is_said(tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / f"{number}.txt").write_text(f"第{number}篇没有日期。", encoding="utf-8")
    lines = list(check_corpus(tmp_path).lines())
    assert "  … and 10 more" in lines


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="there is no such folder or file"):
        check_corpus(tmp_path / "nowhere")
