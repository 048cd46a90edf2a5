"""The command line: every command has help and an example, every ending its status, every error its line."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import typer.main
from corpus_run import corpus_outputs

from pipeline.cli import app, main
from pipeline.messages import progress_bar, show_summary
from pipeline.model import Article, Reject
from pipeline.run import Summary

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
COMMANDS = typer.main.get_group(app).commands


class Told(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def zh_extract(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    def call(*words: object) -> Told:
        monkeypatch.setattr(sys, "argv", ["zh-extract", *map(str, words)])
        status = 0
        try:
            main()
        except SystemExit as done:
            status = int(done.code or 0)
        return Told(status, *capsys.readouterr())

    return call


# ---------------------------------------------------------------- documented


def test_the_commands_are_those_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(COMMANDS) == set(re.findall(r"-m pipeline (\w+)", makefile))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_option_and_argument_has_help(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert re.search(rf"Example: zh-extract {name}", command.help)
    for parameter in command.params:
        assert getattr(parameter, "help", None), parameter.name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_told_by_help(name: str, zh_extract: Callable[..., Told]) -> None:
    assert name in zh_extract("--help").out
    told = zh_extract(name, "--help")
    assert told.status == 0
    assert f"zh-extract {name}" in " ".join(told.out.split())
    assert zh_extract(name, "-h").out == told.out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_of_every_command_runs(
    name: str, zh_extract: Callable[..., Told], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    [example] = re.findall(r"Example: zh-extract (.+)", COMMANDS[name].help or "")
    for folder in ("corpus", "tests"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    monkeypatch.chdir(tmp_path)
    if name in {"export", "claims", "review", "timeline"}:
        shutil.copytree(corpus_outputs(), tmp_path / "outputs")
    told = zh_extract(*example.split())
    assert told.status == 0, told
    assert told.out
    assert told.err == ""


@pytest.mark.parametrize("name", ["extract", "evaluate"])
def test_help_says_of_outputs_what_happens_to_other_files(
    name: str, zh_extract: Callable[..., Told], small_corpus: Path, tmp_path: Path
) -> None:
    (outputs,) = (one for one in COMMANDS[name].params if one.name == "outputs")
    told = getattr(outputs, "help", "")
    assert "those of the last run are replaced, any other file is kept" in told
    assert "whole" not in told
    zh_extract("extract", small_corpus, tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    assert zh_extract("extract", small_corpus, tmp_path / "out").status == 0
    assert (tmp_path / "out" / "notes.txt").read_text(encoding="utf-8") == "mine"


# ---------------------------------------------------------------- extract


def test_a_run_ends_with_a_summary(
    zh_extract: Callable[..., Told], small_corpus: Path, tmp_path: Path
) -> None:
    told = zh_extract("extract", small_corpus, tmp_path / "out")
    assert told.status == 0
    assert told.out.startswith("3 of 3 articles read -> ")
    assert re.search(r"\d+ entities, \d+ entity_mentions, .*\d+ events", told.out)
    assert "events.csv" in told.out
    assert told.err == ""


def test_rejects_are_told_and_end_with_0_and_with_strict_1(
    zh_extract: Callable[..., Told], small_corpus: Path, tmp_path: Path
) -> None:
    (small_corpus / "empty [b] :smile:.txt").touch()
    (small_corpus / "行\n换.pdf").touch()
    (small_corpus / "loss.txt").write_bytes("今天有一个坏字节".encode() + b"\xff")
    for flag, status in ((), 0), (("--strict",), 1):
        told = zh_extract("extract", small_corpus, tmp_path / "out", *flag)
        assert told.status == status
        assert "4 of 6 articles read" in told.out
        assert "not read: empty [b] :smile:.txt: is empty" in told.out
        assert "not read: 行 换.pdf: " in told.out
        assert "read with a loss: loss.txt: " in told.out
        assert (tmp_path / "out" / "events.csv").exists()
    assert zh_extract("extract", small_corpus / "cn.txt", tmp_path / "one", "--strict").status == 0


@pytest.mark.parametrize("segmenter", ["rjieba", "jieba"])
def test_the_segmenter_can_be_chosen(
    segmenter: str, zh_extract: Callable[..., Told], small_corpus: Path, tmp_path: Path
) -> None:
    assert zh_extract("extract", small_corpus, tmp_path / "out", "--segmenter", segmenter).status == 0
    assert f'"segmenter": "{segmenter}"' in (tmp_path / "out" / "run.json").read_text(encoding="utf-8")


def test_a_segmenter_that_is_none_is_refused(
    zh_extract: Callable[..., Told], small_corpus: Path, tmp_path: Path
) -> None:
    told = zh_extract("extract", small_corpus, tmp_path / "out", "--segmenter", "pkuseg")
    assert told.status == 2
    assert "rjieba, jieba" in told.err
    assert not (tmp_path / "out").exists()


def one_line(told: Told) -> str:
    """An error is one line on stderr and status 2."""
    assert told.status == 2
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert told.err.startswith("zh-extract: ")
    return told.err


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (None, "there is no such folder or file"),
        ({}, "holds no article"),
        ({"README.md": "说明", ".hidden.txt": "字"}, "holds no article"),
        ({"a\nb.pdf": "x", "b.txt": ""}, "no article could be read from 2 file(s), the first is a b.pdf"),
    ],
    ids=["missing", "empty", "readme alone", "nothing readable"],
)
def test_without_an_article_outputs_are_untouched(
    files: dict[str, str] | None,
    told: str,
    zh_extract: Callable[..., Told],
    tmp_path: Path,
    small_corpus: Path,
) -> None:
    outputs = tmp_path / "out"
    zh_extract("extract", small_corpus, outputs)
    before = {path: path.read_bytes() for path in outputs.iterdir()}
    corpus = tmp_path / "corpus"
    if files is not None:
        corpus.mkdir()
        for name, text in files.items():
            (corpus / name).write_text(text, encoding="utf-8")
    assert told in one_line(zh_extract("extract", corpus, outputs))
    assert {path: path.read_bytes() for path in outputs.iterdir()} == before
    assert (
        "holds" in one_line(zh_extract("extract", corpus, tmp_path / "new"))
        or files is None
        or "read" in told
    )
    assert not (tmp_path / "new").exists()


def test_outputs_that_cannot_be_are_one_line(
    zh_extract: Callable[..., Told], small_corpus: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").touch()
    assert "is not a folder" in one_line(zh_extract("extract", small_corpus, tmp_path / "file"))
    assert "no tables of ours" in one_line(zh_extract("extract", small_corpus, tmp_path / "photos"))
    for outputs in (small_corpus, small_corpus / "out", small_corpus.parent):
        assert "one inside the other" in one_line(zh_extract("extract", small_corpus, outputs))
    assert sorted(path.name for path in small_corpus.iterdir()) == ["cn.txt", "sub", "tw 台灣.md"]


def test_bad_patterns_stop_the_run_before_it_reads(
    zh_extract: Callable[..., Told], small_corpus: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine.jsonl").write_text('{"label": "X", "pattern": "甲"}', encoding="utf-8")
    told = zh_extract("extract", small_corpus, tmp_path / "out", "--patterns", tmp_path / "mine.jsonl")
    assert "mine.jsonl:1: label is 'X': use one of" in one_line(told)
    assert not (tmp_path / "out").exists()
    assert "cannot be read" in one_line(
        zh_extract("extract", small_corpus, tmp_path / "out", "--patterns", "none.jsonl")
    )


# ---------------------------------------------------------------- explain


def test_explain_shows_mentions_rules_and_losers(zh_extract: Callable[..., Told], small_corpus: Path) -> None:
    told = zh_extract("explain", small_corpus / "cn.txt")
    assert told.status == 0
    assert "cn.txt  published 2025-07-18 (head)  Hans CN" in told.out
    assert "【台积电】" in told.out
    assert re.search(r"name +台积电 +ORG +name\(names\.csv:\d+\)", told.out)
    assert re.search(r"number +9338亿元新台币 +MONEY 933800000000 TWD", told.out)
    assert re.search(r"time +昨日 +DATE 2025-07-17", told.out)
    (small_corpus / "b.txt").write_text("公司未来5年将投资。", encoding="utf-8")
    assert re.search(
        r"lost +未来 +date +.+ <- longer: 未来5年", zh_extract("explain", small_corpus / "b.txt").out
    )


def test_explain_one_sentence(zh_extract: Callable[..., Told], small_corpus: Path) -> None:
    told = zh_extract("explain", small_corpus / "cn.txt", "--sentence", "魏哲家")
    assert "魏哲家" in told.out
    assert "财报" not in told.out
    assert "no sentence holds '没有'" in one_line_after_text(
        zh_extract("explain", small_corpus / "cn.txt", "--sentence", "没有")
    )


def one_line_after_text(told: Told) -> str:
    assert told.status == 2
    assert told.err.count("\n") == 1
    return told.err


def test_explain_with_a_users_patterns(
    zh_extract: Callable[..., Told], small_corpus: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine.jsonl").write_text('{"label": "WORK_OF_ART", "pattern": "财报"}', encoding="utf-8")
    told = zh_extract("explain", small_corpus / "cn.txt", "--patterns", tmp_path / "mine.jsonl")
    assert re.search(r"name +财报 +WORK_OF_ART +mine\.jsonl:1", told.out)


def test_explain_tells_what_cannot_be_read(zh_extract: Callable[..., Told], tmp_path: Path) -> None:
    for name in ("none.txt", "none.jsonl#a"):
        assert (
            f"{name}: there is no such file: give an article, or FILE#ID for one of JSONL, CSV or Parquet\n"
            in (one_line(zh_extract("explain", tmp_path / name)))
        )
    (tmp_path / "a.txt").touch()
    assert "is empty" in one_line(zh_extract("explain", tmp_path / "a.txt"))
    (tmp_path / "empty").mkdir()
    assert "empty: holds no article: put .txt" in one_line(zh_extract("explain", tmp_path / "empty"))


def test_explain_takes_an_id_of_the_tables(zh_extract: Callable[..., Told], tmp_path: Path) -> None:
    text = "据台积电财报，台积电二季度营收约9338亿元新台币。"
    lines = [{"id": "one", "text": "天气很好。"}, {"id": "a#b", "text": text}, {"id": "bad", "words": 1}]
    file = tmp_path / "c#d.jsonl"
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    told = zh_extract("explain", f"{file}#a#b")
    assert told.status == 0
    assert told.out.startswith("c#d.jsonl#a#b  published ?")
    assert "天气很好" not in told.out
    assert re.search(r"number +9338亿元新台币 .+ of 台积电 营收 .*says 台积电", told.out)
    assert "holds no article c#d.jsonl#two: look" in one_line(zh_extract("explain", f"{file}#two"))
    assert "c#d.jsonl#bad: has no text" in one_line(zh_extract("explain", f"{file}#bad"))


# ---------------------------------------------------------------- check, evaluate


def test_check_says_that_all_is_good(zh_extract: Callable[..., Told]) -> None:
    assert zh_extract("check") == (0, "all rule tables are good\n", "")


def test_check_of_a_corpus_says_what_to_mend(zh_extract: Callable[..., Told], small_corpus: Path) -> None:
    (small_corpus / "undated.txt").write_text("昨天，王大锤博士表示支持。", encoding="utf-8")
    (small_corpus / "empty.txt").touch()
    told = zh_extract("check", small_corpus)
    assert told.status == 0
    assert told.out.startswith("all rule tables are good\n4 article(s) would be read\n")
    assert "  empty.txt: is empty" in told.out
    assert "  undated.txt\n" in told.out
    assert "  王大锤  PERSON  1 mention(s) in 1 article(s)" in told.out
    assert "no such folder" in zh_extract("check", small_corpus / "none").err


@pytest.mark.parametrize(
    "files",
    [None, {}, {"README.md": "说明"}, {"a.png": "x", "b.txt": ""}],
    ids=["missing", "empty", "readme alone", "nothing readable"],
)
def test_check_of_a_corpus_without_an_article_ends_as_extract_does(
    files: dict[str, str] | None, zh_extract: Callable[..., Told], tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    if files is not None:
        corpus.mkdir()
        for name, text in files.items():
            (corpus / name).write_text(text, encoding="utf-8")
    told, wanted = zh_extract("check", corpus), zh_extract("extract", corpus, tmp_path / "out")
    assert (told.status, told.err) == (wanted.status, wanted.err) == (2, one_line(wanted))
    assert "nothing to mend" not in told.out
    assert [line for line in told.out.splitlines() if line.startswith("  ")] == [
        f"  {name}: {reason}"
        for name, reason in (("a.png", "has the ending .png: articles are .txt .md .html .htm .jsonl .jsonl.gz .csv .parquet"), ("b.txt", "is empty"))
        if files and name in files
    ]  # fmt: skip


# ---------------------------------------------------------------- export, languages, completion


def test_every_export_format_is_told_by_help_and_written(
    zh_extract: Callable[..., Told], tmp_path: Path
) -> None:
    from pipeline.export import FORMATS

    shown = zh_extract("export", "--help").out
    assert all(name in shown for name in FORMATS)
    told = zh_extract(
        "export", corpus_outputs(), "--format", "conll", "--corpus", CORPUS, "--to", tmp_path / "a.conll"
    )
    assert told == (0, f"wrote {tmp_path / 'a.conll'}\n", "")
    assert (tmp_path / "a.conll").stat().st_size > 1000
    assert "is no export format" in one_line(zh_extract("export", corpus_outputs(), "--format", "pdf"))
    assert "holds no tables" in one_line(zh_extract("export", tmp_path))


def test_an_export_without_its_articles_says_how_they_are_given(
    zh_extract: Callable[..., Told], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outputs = corpus_outputs()
    for words, place in ((), "corpus"), (("--corpus", "articles"), "articles"):
        for name in ("conll", "spacy", "brat", "label-studio"):
            assert one_line(zh_extract("export", outputs, "--format", name, *words)) == (
                f"zh-extract: {place}: there is no such folder or file: say with --corpus where the articles are that {outputs} "
                "was made from\n"
            )
    told = zh_extract("--lang", "zh", "export", outputs, "--format", "conll")
    assert "corpus：没有这个文件夹或文件：请用 --corpus 说明" in told.err
    assert list(tmp_path.iterdir()) == []


def test_messages_in_chinese(
    zh_extract: Callable[..., Told], small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small_corpus / "空.txt").touch()
    (small_corpus / "a.pdf").touch()
    told = zh_extract("--lang", "zh", "extract", small_corpus, tmp_path / "out")
    assert told.out.startswith("读了 5 篇中的 3 篇 -> ")
    assert "  没读：空.txt：是空的" in told.out
    assert "  没读：a.pdf：扩展名是 .pdf：文章是" in told.out
    assert "请打开" in told.out
    assert zh_extract("--lang", "zh", "check").out == "规则表都没有问题\n"
    assert "没有这个文件夹或文件" in zh_extract("--lang", "zh", "check", tmp_path / "none").err
    assert "没有这个文件：请给出一篇文章" in zh_extract("--lang", "zh", "explain", tmp_path / "none").err
    assert zh_extract("check").out == "all rule tables are good\n"
    monkeypatch.setenv("ZH_EXTRACT_LANG", "zh")
    assert zh_extract("check").out == "规则表都没有问题\n"
    told = zh_extract("--lang", "fr", "check")
    assert told.status == 2
    assert "choose one of en, zh" in told.err


def test_shell_completion_is_offered(zh_extract: Callable[..., Told]) -> None:
    shown = zh_extract("--help").out
    assert "--install-completion" in shown
    assert "--show-completion" in shown


def test_evaluate_tells_a_gold_that_is_none(
    zh_extract: Callable[..., Told], small_corpus: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert "cannot be read" in one_line(zh_extract("evaluate", small_corpus, tmp_path / "none", out))
    (tmp_path / "gold").mkdir()
    assert "holds no gold file" in one_line(zh_extract("evaluate", small_corpus, tmp_path / "gold", out))
    (tmp_path / "gold" / "a.jsonl").write_text("{", encoding="utf-8")
    assert "a.jsonl:1: is not JSON" in one_line(zh_extract("evaluate", small_corpus, tmp_path / "gold", out))
    (tmp_path / "gold" / "a.jsonl").write_text('{"article": "x.txt"}', encoding="utf-8")
    assert "lacks x.txt" in one_line(zh_extract("evaluate", small_corpus, tmp_path / "gold", out))
    assert not out.exists()


# ---------------------------------------------------------------- what a terminal shows


def test_many_rejects_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    counts = dict.fromkeys(
        "articles articles_in entities entity_mentions numbers number_mentions date_mentions events event_mentions links "
        "number_conflicts event_conflicts".split(),
        1,
    )
    show_summary(
        Summary(counts, tuple(Reject(f"{n}.txt", "read", "is empty") for n in range(25))), Path("out[0]")
    )
    told = capsys.readouterr().out
    assert "-> out[0]" in told
    assert told.count("is empty") == 20
    assert "… and 5 more in rejects.csv" in told


def test_the_progress_bar_tells_the_speed(
    small_corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress_bar(small_corpus) as advance:
        assert advance is None  # no terminal
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress_bar(small_corpus) as advance:
        assert advance is not None
        for _ in range(5):  # more than were counted
            advance(Article("a.txt", "", ""))
    shown = capsys.readouterr().err
    assert "articles/s" in shown
    assert "5/5" in shown


def test_a_terminal_that_cannot_show_a_character_shows_a_question_mark(small_corpus: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "explain", str(small_corpus / "cn.txt")]
    environment = {**os.environ, "PYTHONIOENCODING": "big5"}
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert "?" in told.stdout.decode("big5")
